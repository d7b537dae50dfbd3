/** One piece of work at a time; of what is asked meanwhile only the last is done. */
export class Lane<Request, Answer> {
  private running = false
  private next: { readonly request: Request } | undefined

  /** `answered` gets every answer, also one that a later request has made stale. */
  constructor(
    private readonly work: (request: Request) => Promise<Answer>,
    private readonly answered: (request: Request, answer: Answer) => void,
  ) {}

  ask(request: Request): void {
    this.next = { request }
    if (!this.running) void this.run()
  }

  /** Drops what waits. */
  forget(): void {
    this.next = undefined
  }

  private async run(): Promise<void> {
    this.running = true
    try {
      while (this.next) {
        const { request } = this.next
        this.next = undefined
        this.answered(request, await this.work(request))
      }
    } finally {
      this.running = false
    }
  }
}
