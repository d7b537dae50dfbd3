/** What is the author's to mend, or of whoever builds: it says where. */
export class SiteError extends Error {
  override readonly name = 'SiteError'
}
