/** Each method of the kernel can be left out, and is seen to be needed. */
import { expect, test } from 'vitest'
import { METHODS, type Method, without } from '../dist/src/kernel/methods/methods.js'
import { authored, corpus, needs } from './methods.js'

/** Those without which everything of the derivations and of the corpus is proved all the same: their own tests need them. */
const SPARE: readonly Method[] = ['cases', 'squares', 'powers and exponentials', 'first term']

test('without a method what needs it is not proved, and all else is', async () => {
  const claims = [...(await authored('derivations')), ...corpus()]
  expect(claims.filter(({ isProved }) => !isProved()).map(({ id }) => id)).toEqual([])
  const found = needs(claims)
  for (const [method, ids] of found) console.log(`${method}: ${ids.length} claims need it`)
  expect([...found].filter(([, ids]) => ids.length === 0).map(([method]) => method)).toEqual(SPARE)
  expect(found.get('kinks')).toContain('beta-two/solution')
  expect(found.get('pieces')).toContain('inverse-functions/arctangent-addition')
  // What was left out is tried again.
  expect(claims.filter(({ isProved }) => !isProved())).toEqual([])
}, 120_000)

test('without all of them most of the derivations are proved by normal forms and signs alone, though no limit', async () => {
  const claims = await authored('derivations')
  const proved = without(Object.keys(METHODS) as Method[], () => claims.filter(({ isProved }) => isProved()).length)
  expect(proved).toBeGreaterThan(150)
  expect(proved).toBeLessThan(claims.length)
})
