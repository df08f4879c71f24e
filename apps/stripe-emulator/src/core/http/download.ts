/** What a route answers that gives bytes instead of an object. */
export class Download {
  constructor(
    readonly bytes: Buffer,
    readonly contentType: string,
    readonly filename: string,
  ) {}

  get headers(): Readonly<Record<string, string>> {
    const name = this.filename.replaceAll(/[^\w.() -]/g, '_');
    return { 'Content-Type': this.contentType, 'Content-Disposition': `inline; filename="${name}"` };
  }
}
