import { depuisTexte } from '@maillage/coffre'
import { type Ancrage, type Cellule, ouvrirCellule } from './annuaire.ts'
import { annoncer, cadrer } from './cadre.ts'
import type { Defi } from './effort.ts'
import type { DepotScelle } from './sceller-depot.ts'

/** How a request goes: `fetch` in a page, the same in the sealing process, an injection in tests. */
export type Transport = (
  chemin: string,
  /** `suite`: sealed files that follow the heading `corps` in the same body. */
  options?: Readonly<{ methode?: string; corps?: unknown; jeton?: string; suite?: readonly Uint8Array[] }>,
) => Promise<Readonly<{ statut: number; json: () => Promise<unknown>; octets: () => Promise<Uint8Array> }>>

/** The server said no, in a French sentence. */
export class RefusDuServeur extends Error {
  override readonly name = 'RefusDuServeur'
  readonly statut: number
  readonly code: string
  constructor(statut: number, corps: unknown) {
    const { message, code } = corps as { message?: string; code?: string }
    super(message ?? 'Le serveur n’a pas accepté cet envoi. Rien n’a été enregistré : rechargez la page.')
    this.statut = statut
    this.code = code ?? ''
  }
}

/** Requests by HTTP, without cookie and without a trace of the page. */
export const parHttp =
  (base: string): Transport =>
  async (chemin, { methode = 'GET', corps, jeton, suite } = {}) => {
    const cadre = suite && cadrer(corps, suite)
    const reponse = await fetch(`${base}${chemin}`, {
      method: methode,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      // Our server sends nobody elsewhere: what is sealed for it goes to no other.
      redirect: 'error',
      headers: {
        ...(corps !== undefined && {
          'content-type': cadre ? 'application/octet-stream' : 'application/json',
        }),
        ...(jeton && { authorization: `Bearer ${jeton}` }),
      },
      ...(cadre ? corpsBinaire(cadre) : corps !== undefined && { body: JSON.stringify(corps) }),
    })
    return {
      statut: reponse.status,
      json: () => reponse.json(),
      octets: async () => new Uint8Array(await reponse.arrayBuffer()),
    }
  }

/** A page hands its bytes over; a process without a page sends them one after the other, without a copy. */
const corpsBinaire = (cadre: readonly Uint8Array[]): RequestInit =>
  typeof document === 'undefined'
    ? ({ body: unAUn(cadre), duplex: 'half' } as unknown as RequestInit)
    : { body: new Blob([...cadre] as BlobPart[]) }

async function* unAUn(cadre: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* cadre
}

/** The answer, or the refusal of the server. */
export async function demander<T>(
  transport: Transport,
  chemin: string,
  options?: Parameters<Transport>[1],
): Promise<T> {
  const reponse = await transport(chemin, options)
  if (reponse.statut >= 200 && reponse.statut < 300)
    return (reponse.statut === 204 ? null : await reponse.json()) as T
  throw new RefusDuServeur(reponse.statut, await reponse.json().catch(() => ({})))
}

/** The directory of an organisation, verified here: what the server says of it is not believed. */
export async function chargerCellule(
  transport: Transport,
  organisme: string,
  jour: string,
): Promise<Readonly<{ cellule: Cellule; ancrage: Ancrage }>> {
  const lu = await demander<{ ancrage: Ancrage; suite: string[] }>(
    transport,
    `/v1/annuaire/${encodeURIComponent(organisme)}`,
  )
  return { ancrage: lu.ancrage, cellule: ouvrirCellule(lu.suite.map(depuisTexte), lu.ancrage, jour) }
}

/** The directory of a case, with the signing keys of the organisations that had it before: what they wrote stays verified. */
export async function chargerCelluleDuDossier(
  transport: Transport,
  { organisme, provenance }: Readonly<{ organisme: string; provenance: string | null }>,
  jour: string,
): Promise<Cellule> {
  const { cellule } = await chargerCellule(transport, organisme, jour)
  const signataires = new Map(cellule.signataires)
  for (const avant of provenance?.split(',') ?? [])
    for (const [id, cles] of (await chargerCellule(transport, avant, jour)).cellule.signataires)
      signataires.set(id, [...(signataires.get(id) ?? []), ...cles])
  return { ...cellule, signataires }
}

/** Sends a sealed deposit with its work; the same deposit may be sent again after a failure. Gives the signed proof. */
export async function envoyerDepot(
  transport: Transport,
  depot: DepotScelle,
  travailler: (defi: Defi) => number | Promise<number>,
): Promise<string> {
  const defi = await demander<Defi>(transport, `/v1/effort/${encodeURIComponent(depot.organisme)}`)
  const nonce = await travailler(defi)
  const { preuve } = await demander<{ preuve: string }>(transport, '/v1/depots', {
    methode: 'POST',
    corps: { depot: { ...depot, pieces: depot.pieces.map(annoncer) }, defi, nonce },
    ...(depot.pieces.length > 0 && { suite: depot.pieces.map(({ octets }) => octets) }),
  })
  return preuve
}

/** base64 of PostgreSQL, cut in lines, to bytes. */
export const octetsDe = (base64: string): Uint8Array =>
  depuisTexte(base64.replaceAll(/\s/g, '').replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''))
