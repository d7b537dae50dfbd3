/** What every page has around its content. */
import type { SoundnessSummary } from '../src/soundness/report.js'
import type { ComponentChildren, VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { KATEX_FOLDER } from './katex-assets.js'

/** Marks a folder as ours, so that a build never replaces anything else. */
export const GENERATOR = '<meta name="generator" content="rederive"/>'

export interface Site {
  readonly title: string
  readonly author?: string
  /** The last campaign of mutants. */
  readonly soundness?: SoundnessSummary
}

interface PageProps {
  readonly site: Site
  /** The page's own title; the index has none. */
  readonly title?: string
  /** The way from the page to the root of the site: '' or '../'. */
  readonly root: '' | '../'
  readonly footer: ComponentChildren
  readonly children: ComponentChildren
}

function Header({ site, title, root }: Pick<PageProps, 'site' | 'title' | 'root'>): VNode | null {
  if (title !== undefined) {
    return (
      <header>
        <a href={`${root}index.html`}>{site.title}</a>
      </header>
    )
  }
  return site.author === undefined ? null : <header>{site.author}</header>
}

function Page({ site, title, root, footer, children }: PageProps): VNode {
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
        <link rel="stylesheet" href={`${root}${KATEX_FOLDER}/katex.min.css`} />
        <link rel="stylesheet" href={`${root}style.css`} />
      </head>
      <body>
        <a class="skip" href="#_content">
          Skip to the content
        </a>
        <Header site={site} title={title} root={root} />
        <main id="_content">{children}</main>
        <footer>{footer}</footer>
      </body>
    </html>
  )
}

/** The text of an HTML file. */
export const htmlOf = (page: PageProps): string => `<!doctype html>\n${render(<Page {...page} />)}\n`
