/** One claim: what it says, its verdict, and how that is known. */
import type { VNode } from 'preact'
import type { ClaimReport, Counterexample } from '../src/verify/report.js'
import { Citations } from './citations.js'
import { type Conditions, conditionsOf } from './conditions.js'
import { claimName } from './contents.js'
import { ClaimFigure } from './figure.js'
import { useHere } from './here.js'
import { readable } from './line-breaks.js'
import { Equations, Formula, Listed, Prose } from './math.js'
import { TakeAway } from './take-away.js'
import { VerdictMark } from './verdict.js'
import { outcomeLine, Witnesses } from './witnesses.js'

interface ClaimProps {
  readonly claim: ClaimReport
  /** Whether its figure is shown. */
  readonly illustrated: boolean
}

/** A claim with its name as anchor and its verdict as a line that opens; open from the start when it is not proved. */
export function Claim({ claim, illustrated }: ClaimProps): VNode {
  const { contents } = useHere()
  const name = claimName(claim)
  const number = contents.place(claim.id)?.number ?? ''
  const many = claim.tex.length > 1
  return (
    <section class="claim" id={name}>
      <h3>
        <a href={`#${encodeURIComponent(name)}`}>
          <span class="number">{number}</span> {name}
        </a>
      </h3>
      {claim.note !== '' && (
        <p>
          <Prose text={claim.note} />
        </p>
      )}
      <Given tex={claim.givenTex} />
      <Equations
        label={`Claim ${number}`}
        lines={claim.tex.map((tex, k) => {
          const anchor = many ? `${name}_${k + 1}` : name
          return { tex, number: `${number}${many ? letter(k) : ''}`, anchor, ...(many && { id: anchor }) }
        })}
      />
      {conditionsOf(claim).map((conditions) => (
        <SideConditions {...conditions} />
      ))}
      <details class="evidence" open={claim.verdict !== 'proved'}>
        <summary>
          <VerdictMark verdict={claim.verdict} /> <span class="outcomes">{outcomeLine(claim.witnesses)}</span>
        </summary>
        <Evidence claim={claim} />
      </details>
      {claim.tex.length > 0 && <TakeAway claim={claim} />}
      {illustrated && claim.figure && (
        <ClaimFigure figure={claim.figure} id={`figure-${name}`} label={`Figure ${number}`} />
      )}
      <Citations label="Uses" ids={claim.cites} />
      {claim.elsewhereTex && (
        <p class="given">
          <span class="label">There</span> <Listed tex={claim.elsewhereTex} />
        </p>
      )}
      <Citations label="Used by" ids={contents.usersOf(claim.id)} />
    </section>
  )
}

function Given({ tex }: { readonly tex: readonly string[] }): VNode | null {
  if (tex.length === 0) return null
  return (
    <p class="given">
      <span class="label">Where</span> <Listed tex={tex} />
    </p>
  )
}

/** a, b, ... for the lines of a claim. */
const letter = (k: number): string => (k < 26 ? String.fromCharCode(97 + k) : `.${k + 1}`)

function Evidence({ claim }: { readonly claim: ClaimReport }): VNode {
  const { contents } = useHere()
  const file = contents.derivation(claim.derivation)?.file ?? ''
  // Where it is looked for unless something else is named.
  const where = file === '' || file.startsWith('derivations/') ? '' : ` ${file}`
  return (
    <div class="body">
      {claim.why !== undefined && claim.verdict !== 'proved' && <Why text={claim.why} />}
      {claim.counterexample && <Refutation counterexample={claim.counterexample} />}
      {claim.uses.length > 0 && (
        <p>
          <span class="label">Using</span> {claim.uses.map(spoken).join(', ')}: declared of a definition, and proved for
          what it means here
        </p>
      )}
      <Witnesses witnesses={claim.witnesses} />
      {claim.verdict === 'proved' && <Dissent witnesses={claim.witnesses} />}
      <p class="label">The claim as text ({claim.kind})</p>
      <pre class="whole">
        {claim.proposition === '' ? claim.statement : claim.proposition}
        {claim.sideConditions.length > 0 && `; provided that ${claim.sideConditions.join(', ')}`}
      </pre>
      <p class="again">
        To check it again: <code>{`rederive explain ${claim.id}${where}`}</code>
      </p>
    </div>
  )
}

/** A reason in a sentence, and below it the text that it is about, with its mark. */
function Why({ text }: { readonly text: string }): VNode {
  const [sentence = '', ...excerpt] = text.split('\n')
  return (
    <>
      <p>
        <span class="label">Why</span> {sentence}
      </p>
      {excerpt.length > 0 && <pre tabIndex={0}>{excerpt.join('\n')}</pre>}
    </>
  )
}

/** Why one that disagrees does not change the verdict. */
function Dissent({ witnesses }: { readonly witnesses: ClaimReport['witnesses'] }): VNode | null {
  const against = witnesses.filter(({ outcome }) => outcome === 'disagrees').map(({ name }) => name)
  if (against.length === 0) return null
  return (
    <p>
      What {against.join(' and ')} answered differs from the claim at random instances, where the claim itself was seen
      to hold: that is a finding about {against.join(' and ')}. What was sent and answered stands below the table.
    </p>
  )
}

/** An infix relation for reading. */
const spoken = (text: string): string => text.replace('>=', '≥').replace('<=', '≤').replace('!=', '≠')

function SideConditions({ label, tex: conditions }: Conditions): VNode {
  return (
    <div class="given conditions">
      <span class="label">
        <Prose text={label} />
      </span>
      <ul>
        {conditions.map((tex) => (
          <li>
            <div class="scroll" role="group" aria-label="Condition" tabIndex={0}>
              <Formula tex={readable(tex)} light />
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Refutation({
  counterexample: { values, lhs, rhs, what },
}: {
  readonly counterexample: Counterexample
}): VNode {
  return (
    <>
      <p class="label">Counterexample</p>
      <dl class="values">
        {Object.entries(values).map(([symbol, value]) => (
          <div>
            <dt>{symbol}</dt>
            <dd>{typeof value === 'number' ? String(value) : `[${value.join(', ')}]`}</dd>
          </div>
        ))}
      </dl>
      <dl class="sides">
        <dt>{what}: left</dt>
        <dd>{lhs}</dd>
        <dt>right</dt>
        <dd>{rhs}</dd>
      </dl>
    </>
  )
}
