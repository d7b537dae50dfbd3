/** The functions there are, one a file of the folder above. Made by list.mjs, which `npm run compile` runs. */
import { abs } from '../abs.js'
import { acos } from '../acos.js'
import { acosh } from '../acosh.js'
import { asin } from '../asin.js'
import { asinh } from '../asinh.js'
import { atan } from '../atan.js'
import { atanh } from '../atanh.js'
import { cos } from '../cos.js'
import { cosh } from '../cosh.js'
import { coth } from '../coth.js'
import { csch } from '../csch.js'
import { exp } from '../exp.js'
import { log } from '../log.js'
import { sech } from '../sech.js'
import { sin } from '../sin.js'
import { sinh } from '../sinh.js'
import { sqrt } from '../sqrt.js'
import { tan } from '../tan.js'
import { tanh } from '../tanh.js'

export const ALL = {
  abs,
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atanh,
  cos,
  cosh,
  coth,
  csch,
  exp,
  log,
  sech,
  sin,
  sinh,
  sqrt,
  tan,
  tanh,
} as const
