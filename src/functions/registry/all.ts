/** The functions there are, one a file of the folder above. Made by list.mjs, which `npm run compile` runs. */
import { abs } from '../abs.js'
import { acos } from '../acos.js'
import { acosh } from '../acosh.js'
import { acot } from '../acot.js'
import { asin } from '../asin.js'
import { asinh } from '../asinh.js'
import { atan } from '../atan.js'
import { atanh } from '../atanh.js'
import { cbrt } from '../cbrt.js'
import { cos } from '../cos.js'
import { cosh } from '../cosh.js'
import { cot } from '../cot.js'
import { coth } from '../coth.js'
import { csc } from '../csc.js'
import { csch } from '../csch.js'
import { erf } from '../erf.js'
import { exp } from '../exp.js'
import { log } from '../log.js'
import { sec } from '../sec.js'
import { sech } from '../sech.js'
import { sign } from '../sign.js'
import { sin } from '../sin.js'
import { sinh } from '../sinh.js'
import { sqrt } from '../sqrt.js'
import { tan } from '../tan.js'
import { tanh } from '../tanh.js'

export const ALL = {
  abs,
  acos,
  acosh,
  acot,
  asin,
  asinh,
  atan,
  atanh,
  cbrt,
  cos,
  cosh,
  cot,
  coth,
  csc,
  csch,
  erf,
  exp,
  log,
  sec,
  sech,
  sign,
  sin,
  sinh,
  sqrt,
  tan,
  tanh,
} as const
