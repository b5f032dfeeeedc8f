import type { WriteStream } from 'node:tty'

const cells = 30
/** Often enough for an eye, and no work worth measuring. */
const redrawMs = 100

/** Shows how far a long piece of work is: a bar where somebody watches, else a line as each step begins. */
export function progressOn(stream: WriteStream): (step: string, part: number) => void {
  let shown = { step: '', at: 0, whole: false }
  return (step, part) => {
    const [fresh, whole, at] = [step !== shown.step, part >= 1, Date.now()]
    if (!stream.isTTY) {
      if (fresh) stream.write(`${step} …\n`)
    } else if (fresh || (whole && !shown.whole) || (!whole && at - shown.at >= redrawMs))
      stream.write(`\r\x1b[K${bar(part)} ${step}${whole ? '\n' : ''}`)
    else return
    shown = { step, at, whole }
  }
}

function bar(part: number): string {
  const full = Math.round(Math.min(part, 1) * cells)
  return `${'█'.repeat(full)}${'░'.repeat(cells - full)} ${String(Math.floor(part * 100)).padStart(3)} %`
}
