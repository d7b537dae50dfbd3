/** What a page of the site's own is. */
import type { Graphviz } from '@hpcc-js/wasm-graphviz'
import type { Contents } from './contents.js'
import type { Destination, Site } from './page.js'

/** A page that every site has beside its derivations. */
export interface OwnPage extends Destination {
  /** The HTML of the page. */
  html(contents: Contents, site: Site, graphviz: Graphviz): string
}
