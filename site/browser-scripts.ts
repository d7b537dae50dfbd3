/** The scripts of the pages, bundled for the browser, and their style, without what only its authors read. */
import { build, transform } from 'esbuild'
import { fileURLToPath } from 'node:url'

const NAMES = ['page', 'graph', 'search']

/** From source the scripts are TypeScript; esbuild reads either. */
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'

/** File name to text, for the folder `scripts`. */
export async function browserScripts(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: NAMES.map((name) => fileURLToPath(new URL(`./browser/${name}.${extension}`, import.meta.url))),
    outdir: 'scripts',
    bundle: true,
    minify: true,
    // A page opened from a file may load classic scripts only.
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  })
  return new Map(outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf('/') + 1), text]))
}

/** A stylesheet in few bytes. */
export const minified = async (css: string): Promise<string> =>
  (await transform(css, { loader: 'css', minify: true, target: 'es2022', logLevel: 'silent' })).code
