/**
 * Keeps the few figures of a campaign's page as they are now, while somebody looks at it. The page says where they come
 * from (`data-live`) and which is which (`data-now`); a line says politely what changed. Without this the page has a link
 * to refresh it.
 */
const figures = document.querySelector('[data-live]')
const told = document.querySelector('[data-told]')
const whole = new Intl.NumberFormat('en-GB')
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' })

if (figures && told) {
  const source = new EventSource(figures.dataset.live)
  source.addEventListener('figures', event => show(JSON.parse(event.data)))
  addEventListener('pagehide', () => source.close())
}

function show(now) {
  let changed = false
  for (const place of figures.querySelectorAll('[data-now]')) {
    const figure = whole.format(now[place.dataset.now])
    if (place.textContent === figure) continue
    place.textContent = figure
    changed = true
  }
  const bar = figures.querySelector('progress')
  if (bar) bar.value = Math.min(now.signatures, bar.max)
  if (changed) told.textContent = `${whole.format(now.signatures)} signatures at ${time.format(new Date())}.`
}
