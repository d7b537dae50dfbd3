/** What is the author's to mend, or of whoever builds: it says where. */
export class SiteError extends Error {
  override readonly name = 'SiteError'
  /** The file to be mended, where it is one. */
  readonly file?: string

  constructor(message: string, options: ErrorOptions & { readonly file?: string } = {}) {
    super(message, options)
    if (options.file !== undefined) this.file = options.file
  }
}
