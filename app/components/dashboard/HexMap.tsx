import { middleOf } from '../../domain/map/hexagon'
import { shadesAtMost } from '../../domain/map/shading'
import type { PlaceOnMap, Places } from '../../domain/place/figures'
import { counted, figure } from '../figure/figures'
import { dashboardAddress, type ShownView } from './dashboard-address'

interface HexMapProps {
  readonly slug: string
  readonly view: ShownView
  readonly places: Pick<Places, 'map' | 'shades'>
}

/**
 * Constituencies as hexagons of one size: a shire is no larger than a city of as many people. The more signatures, the
 * more of a hexagon is ink, and the darker: its size says it without its colour. Each leads to its own figures; by
 * keyboard the table beside it does, for nobody tabs through 650.
 */
export function HexMap({ slug, view, places: { map, shades } }: HexMapProps) {
  const chosen = map.find(({ code }) => code === view.filter.seat?.code)
  return (
    <figure className="map">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a drawing */}
      <svg viewBox={boxAround(map)} role="group" aria-labelledby="map-title">
        <title id="map-title">Map of constituencies by signatures</title>
        <defs>
          {Array.from({ length: shadesAtMost + 1 }, (_, shade) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the shade is what it is
            <g key={shade} id={`hexagon-${shade}`}>
              <path className="hexagon" d={outline} />
              {shade > 0 ? (
                <path
                  className={`ink ink-${shade}`}
                  d={outline}
                  transform={`scale(${inkOf(shade, shades.length)})`}
                />
              ) : null}
            </g>
          ))}
        </defs>
        {map.map(place => (
          <HexLink key={place.code} place={place} href={hrefTo(slug, view, place)} />
        ))}
        {chosen ? (
          <path className="hexagon-chosen" d={outline} transform={`translate(${at(chosen)})`} />
        ) : null}
      </svg>
      <figcaption>
        <ul className="legend">
          {[{ from: 0, to: 0 }, ...shades].map(({ from, to }, shade) => (
            <li key={from}>
              <svg viewBox="-6 -6 12 12" aria-hidden="true">
                <use href={`#hexagon-${shade}`} />
              </svg>
              {from === to ? figure(from) : `${figure(from)} to ${figure(to)}`}
            </li>
          ))}
        </ul>
        <p className="hint">Signatures in each constituency. The fuller a hexagon, the more.</p>
      </figcaption>
    </figure>
  )
}

function HexLink({ place, href }: { readonly place: PlaceOnMap; readonly href: string }) {
  const { x, y } = centre(place)
  return (
    <a
      href={href}
      tabIndex={-1}
      aria-label={`${place.name}: ${counted(place.signatures, 'signature', 'signatures')}`}
    >
      <title>{`${place.name}: ${figure(place.signatures)}`}</title>
      <use href={`#hexagon-${place.shade}`} x={x} y={y} />
    </a>
  )
}

function hrefTo(slug: string, view: ShownView, { code, name }: PlaceOnMap): string {
  return dashboardAddress(slug, { ...view, filter: { ...view.filter, seat: { code, name } } }, 'places')
}

/** Ten units wide, on a point, with a little room around it. */
const outline = 'M0-5.5 4.76-2.75V2.75L0 5.5-4.76 2.75V-2.75Z'

/** The last of however many shades fills its hexagon. */
function inkOf(shade: number, shades: number): number {
  return Math.round(100 * (0.36 + (0.64 * shade) / Math.max(1, shades))) / 100
}

function centre(place: PlaceOnMap): { readonly x: number; readonly y: number } {
  const { x, y } = middleOf(place)
  return { x: Math.round(x * 100) / 10, y: Math.round(y * 100) / 10 }
}

function at(place: PlaceOnMap): string {
  const { x, y } = centre(place)
  return `${x} ${y}`
}

function boxAround(map: readonly PlaceOnMap[]): string {
  const [xs, ys] = [map.map(place => centre(place).x), map.map(place => centre(place).y)]
  const [left, top] = [Math.min(...xs) - 6, Math.min(...ys) - 6]
  return [left, top, Math.max(...xs) + 6 - left, Math.max(...ys) + 6 - top].map(Math.round).join(' ')
}
