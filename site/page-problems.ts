/** What stands in the way of pages: titles, prose, meanings and captions that no page can show, told before there are any. */
import type { DerivationReport, FileProblem, Report } from '../src/verify/report.js'
import { Contents } from './contents.js'
import { TexError, citedIn, requireShown } from './math.js'
import { RESERVED } from './own-pages.js'
import { placeOf } from './place-of.js'
import { SiteError } from './site-error.js'

/** A problem for each of them. `isWhole`: whether the report is on all derivations that may be cited. */
export function pageProblems(report: Report, isWhole: boolean): FileProblem[] {
  const contents = contentsOf(report)
  if (contents instanceof SiteError) return [problemAt(contents.file ?? '', contents.message)]
  return report.derivations.flatMap((derivation) =>
    textsOf(derivation).flatMap((text) => [
      ...unshown(derivation, text),
      ...(isWhole ? citedIn(text) : [])
        .filter((id) => contents.place(id) === undefined)
        .map((id) =>
          problemAt(
            placeOf(derivation.file, `[[${id}]]`),
            `[[${id}]] cites nothing: there is no derivation or claim of this id`,
          ),
        ),
    ]),
  )
}

function contentsOf(report: Report): Contents | SiteError {
  try {
    return new Contents(report, RESERVED)
  } catch (error) {
    if (error instanceof SiteError) return error
    throw error
  }
}

/** What an author writes for readers. */
const textsOf = ({ source, prose, symbols, claims }: DerivationReport): string[] => [
  ...(source === undefined ? [] : [source]),
  ...prose,
  ...symbols.map(({ meaning }) => meaning),
  ...claims.flatMap(({ note, figure }) => [...(note === undefined ? [] : [note]), ...(figure ? [figure.caption] : [])]),
]

function unshown({ file }: DerivationReport, text: string): FileProblem[] {
  try {
    requireShown(text)
    return []
  } catch (error) {
    if (!(error instanceof TexError)) throw error
    return [problemAt(placeOf(file, error.tex), error.message)]
  }
}

/** At `file:line:column`, or at the beginning of a file. */
function problemAt(place: string, message: string): FileProblem {
  const [, file = place, line = '1', column = '1'] = /^(.*?):(\d+):(\d+)$/.exec(place) ?? []
  return { file, line: Number(line), column: Number(column), message }
}
