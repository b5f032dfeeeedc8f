// Every command in package.json comes through here. This file must parse on any Node that knows modules (12 and
// later), so that an old one is told so instead of failing on syntax: no import statements, no newer syntax.
// biome-ignore lint/style/useNodejsImportProtocol: unknown before Node 12.20.
import('fs').then(fs => {
  const wanted = JSON.parse(fs.readFileSync(new URL('../package.json', import.meta.url), 'utf8')).engines.node
  const ours = process.versions.node
  if (isOlder(numbers(ours), numbers(wanted))) {
    process.stderr.write(
      `Undersigned needs Node ${wanted}; this is ${ours}. Install a newer Node and try again.\n`,
    )
    process.exitCode = 1
    return
  }
  return import('./prepare/command.mjs').then(command =>
    command.runCommand(process.argv[2], process.argv.slice(3)),
  )
})

function numbers(version) {
  return version.match(/\d+/g).map(Number)
}

function isOlder(ours, wanted) {
  return ours[0] < wanted[0] || (ours[0] === wanted[0] && ours[1] < (wanted[1] || 0))
}
