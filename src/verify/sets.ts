/** Sets of derivations: which belong together, in which chapters, as the contents of their folders say. */
import { basename, relative, resolve } from 'node:path'
import { type FolderContents, setAround } from './contents-file.js'
import type { DerivationReport, FileProblem, SetReport } from './report.js'

/** The sets that these derivations belong to, in the order of their first, and what is wrong with files of contents, each once. */
export function setsOf(derivations: readonly Pick<DerivationReport, 'id' | 'file'>[]): {
  readonly sets: readonly SetReport[]
  readonly problems: readonly FileProblem[]
} {
  const problems = new Map<string, FileProblem>()
  const members = new Map<string, { readonly of: FolderContents; readonly ids: Map<string, string> }>()
  for (const { id, file } of derivations) {
    const absolute = resolve(file)
    const found = setAround(absolute)
    for (const problem of found.problems) problems.set(problem.file, problem)
    const [set, ...rest] = id.split('/')
    const of = found.set ? basename(found.set.folder) : set
    if (rest.length > 0 && set !== of)
      problems.set(file, {
        file,
        line: 1,
        column: 1,
        message: `the id ${id} names the set ${set}, and stands in the set ${of}`,
      })
    if (!found.set) continue
    const { folder } = found.set
    const member = members.get(folder) ?? { of: found.set, ids: new Map<string, string>() }
    members.set(folder, member)
    // By what the contents call it: the file, or the folder that it lies in.
    member.ids.set(id, (relative(folder, absolute).split(/[\\/]/)[0] as string).replace(/\.tsx?$/, ''))
  }
  return { sets: [...members.values()].map(({ of, ids }) => setReport(of, ids)), problems: [...problems.values()] }
}

function setReport(of: FolderContents, names: ReadonlyMap<string, string>): SetReport {
  const listed = new Set(of.chapters.flatMap(({ entries }) => entries))
  const idsIn = (isIn: (name: string) => boolean): string[] =>
    [...names].flatMap(([id, name]) => (isIn(name) ? [id] : []))
  const chapters = [
    ...of.chapters.map(({ heading, entries }) => ({
      ...(heading !== undefined && { heading }),
      derivations: idsIn((name) => entries.includes(name)),
    })),
    { derivations: idsIn((name) => !listed.has(name)) },
  ]
  return {
    id: basename(of.folder),
    title: of.title as string,
    ...(of.about !== undefined && { about: of.about }),
    ...(of.bibliography !== undefined && { bibliography: of.bibliography }),
    chapters: chapters.filter(({ derivations }) => derivations.length > 0),
  }
}
