/** The script of the page, and of its workers. */
import { Explorer } from './explorer.js'
import { serve } from './worker.js'

if (typeof document === 'undefined') {
  serve(self as unknown as Parameters<typeof serve>[0])
} else {
  const root = document.getElementById('explorer')
  const { currentScript } = document
  if (root && currentScript instanceof HTMLScriptElement) {
    root.textContent = ''
    new Explorer(root, currentScript.src)
  }
}
