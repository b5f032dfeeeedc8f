/** A verb of the command line as it is typed on the server. */
export function command(verb: string): string {
  return `npm run --silent cli -- ${verb}`
}
