/** The explorer's page as the server renders it: a default network, which the script replaces by the whole explorer. */
import type { VNode } from 'preact'
import type { PageContext } from 'rederive/pages'
import { checkOf } from './check.js'
import { curvesOf } from './curves.js'
import { Panels } from './panels.js'
import { DEFAULT } from './state.js'

const PARTS: readonly (readonly [id: string, what: string])[] = [
  ['closed-form', 'the closed form'],
  ['trajectories', 'the trajectories'],
  ['ntk', 'the kernel'],
  ['alignment-identity', 'the angle'],
  ['phases', 'the phases'],
]

export async function explorePage(context: PageContext): Promise<VNode> {
  const curves = curvesOf(DEFAULT)
  const check = await checkOf(DEFAULT, curves.times)
  return (
    <>
      <h1>Explore a network</h1>
      <p class="lead">
        A network with one hidden layer of <i>d</i> linear neurons learns one direction by gradient flow. Its exact
        solution is computed as you move, by the code that the derivations of{' '}
        {PARTS.flatMap(([id, what], k) => [
          k === 0 ? '' : k === PARTS.length - 1 ? ' and ' : ', ',
          link(context, id, what),
        ])}{' '}
        check, and an integrator that shares nothing with it confirms it beside.
      </p>
      <noscript>
        <p class="remark">
          The explorer needs a script, which is off. The figures show a network of width 1,000 in mean-field scaling.
        </p>
      </noscript>
      <div id="explorer">
        <Panels state={DEFAULT} curves={curves} check={check} />
      </div>
    </>
  )
}

function link({ root, place }: PageContext, id: string, what: string): VNode {
  const found = place(id)
  return found ? <a href={`${root}${found.address}`}>{what}</a> : <span>{what}</span>
}
