/** What every page has around its content. */
import type { SoundnessSummary } from '../src/soundness/report.js'
import type { ComponentChildren, VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { compact } from './compact.js'
import { type Here, HereContext, type Root } from './here.js'
import { KATEX_FOLDER } from './katex-assets.js'

/** Marks a folder as ours, so that a build never replaces anything else. */
export const GENERATOR = '<meta name="generator" content="rederive"/>'

/** A page beside the derivations, in the navigation. */
export interface Destination {
  /** Its folder. */
  readonly path: string
  readonly title: string
  /** One line for the first page. */
  readonly summary?: string
}

export interface Site {
  readonly title: string
  readonly author?: string
  /** BibTeX of the work that the derivations are about. */
  readonly bibliography?: string
  /** Pages beside the derivations, in the order of the navigation. */
  readonly destinations?: readonly Destination[]
  /** The last campaign of mutants. */
  readonly soundness?: SoundnessSummary
}

export interface PageProps {
  readonly site: Site
  /** The page's own title; the index has none. */
  readonly title?: string
  readonly root: Root
  /** The folder of the page, when the navigation has it. */
  readonly path?: string
  readonly here?: Here
  /** Modules to load, relative to the root. */
  readonly scripts?: readonly string[]
  readonly styles?: readonly string[]
  /** Wider than a column of text. */
  readonly wide?: boolean
  readonly footer: ComponentChildren
  readonly children: ComponentChildren
}

function Header({ site, title, root, path }: Pick<PageProps, 'site' | 'title' | 'root' | 'path'>): VNode {
  const { destinations = [] } = site
  return (
    <header>
      {title !== undefined && (
        <a class="home" href={`${root}index.html`}>
          {site.title}
        </a>
      )}
      {title === undefined && site.author !== undefined && <span>{site.author}</span>}
      <nav aria-label="Site">
        {destinations.map((destination) => (
          <a
            href={`${root}${destination.path}/index.html`}
            aria-current={destination.path === path ? 'page' : undefined}
          >
            {destination.title}
          </a>
        ))}
      </nav>
    </header>
  )
}

function Page(props: PageProps): VNode {
  const { site, title, root, footer, children, scripts = [], styles = [], wide = false } = props
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="rederive" />
        <meta name="color-scheme" content="light dark" />
        {site.author !== undefined && <meta name="author" content={site.author} />}
        <title>{title === undefined ? site.title : `${title} · ${site.title}`}</title>
        <link rel="icon" href="data:," />
        {[`${KATEX_FOLDER}/katex.min.css`, 'style.css', ...styles].map((path) => (
          <link rel="stylesheet" href={`${root}${path}`} />
        ))}
        {['scripts/page.js', ...scripts].map((path) => (
          <script defer src={`${root}${path}`} />
        ))}
      </head>
      <body class={wide ? 'wide' : undefined}>
        <a class="skip" href="#content_">
          Skip to the content
        </a>
        <Header {...props} />
        <main id="content_">
          <HereContext.Provider value={props.here}>{children}</HereContext.Provider>
        </main>
        <footer>{footer}</footer>
      </body>
    </html>
  )
}

/** The text of an HTML file. */
export const htmlOf = (page: PageProps): string => compact(`<!doctype html>\n${render(<Page {...page} />)}\n`)
