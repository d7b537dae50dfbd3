/** What an experiment's judge may do, and what is no judgement. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withFiles } from './command.js'
import { judging, run, scales, tiny } from './tiny-experiment.js'

describe('an author', () => {
  test('whose judge throws, or judges nothing, is told so, and the next experiments run', async () => {
    const files = {
      'a.ts': judging(tiny('a', '', scales(1)), "throw new Error('no idea')"),
      'b.ts': judging(tiny('b', '', scales(1)), "return { agrees: 'no', said: 'It does not.' }"),
      'c.ts': tiny('c', '', scales(1)),
    }
    await withFiles(files, async (folder) => {
      const { exitCode, output, errors } = await run(folder)
      expect(errors).toContain('rederive: a: judge, which is to return { agrees, said }, threw: no idea\n')
      expect(errors).toContain(
        'rederive: b: judge is to return { agrees, said }, true or false and a text that says something, and perhaps a table { head, rows } of texts, its rows as long as its head, found agrees: "no", said: "It does not."\n',
      )
      expect(output).toContain('agrees: It does.')
      expect(readdirSync(join(folder, 'results'))).toEqual(['c.json'])
      expect(exitCode).toBe(2)
    })
  })

  test.each([
    [
      'writes to what came',
      'for (const o of outcomes) for (const r of o.runs) r.loss = 0',
      'what came of the runs cannot be changed',
    ],
    [
      'changes a built-in object',
      'Number.isFinite = () => true',
      'a: judge changes Number.isFinite, which all code here shares',
    ],
    [
      'says what no page can show',
      "return { agrees: true, said: 'so $\\\\frac{$ x' }",
      'a: no page can show its said: this TeX cannot be typeset',
    ],
    [
      'says what a terminal obeys',
      "return { agrees: true, said: 'so\\r  agrees' }",
      'a: no page can show its said: it has a control character',
    ],
  ])('whose judge %s has no result', async (_, code, why) => {
    const source = judging(tiny('a', '', scales(1)), `${code}; return { agrees: true, said: 'It does.' }`)
    await withFiles({ 'a.ts': source }, async (folder) => {
      const { exitCode, errors } = await run(folder)
      expect(errors).toContain(why)
      expect(exitCode).toBe(2)
    })
  })
})
