// The watcher of an organisation: run by a neighbour, from elsewhere, every hour. It compares what is served with the signed manifest, the roots that the
// pages would believe with the pinned ones, and signs the heads of the journals of the others.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CleSignature, DOMAINES, type Json, signer } from '@maillage/coffre'
import { jourDe } from '../../src/shared/dates.ts'
import { type Annuaires, lireAnnuaires } from './guetter-annuaires.ts'
import { type Contenu, lireManifeste, type Racines, sha256 } from './manifeste.ts'

type Tete = Readonly<{ n: number; empreinte: string }>
/** What a watcher keeps from one round to the next: nobody else may write it. `pages`: what was served, for which manifest and verified directories. */
type Memoire = {
  organisme: string
  mainteneurs: string[]
  vus: Record<string, Tete>
  /** The last verified version of each directory. */
  annuaires?: Annuaires
  pages?: { pour: string; empreintes: Record<string, string> }
}

/** One round. Prints each alarm in one French sentence; exit code 0 when all agrees, 1 otherwise. */
export async function guetter(adresse: string, dossier: string, jour = jourDe(new Date())): Promise<number> {
  const chemin = join(dossier, 'guetteur.json')
  const memoire: Memoire = JSON.parse(await readFile(chemin, 'utf8'))
  const cle: CleSignature = JSON.parse(await readFile(join(dossier, 'guetteur.cle'), 'utf8'))
  const manifeste = lireManifeste(
    await readFile(join(dossier, 'manifeste.json'), 'utf8'),
    memoire.mainteneurs,
  )
  const alarmes: string[] = []
  if (!manifeste)
    alarmes.push('Le manifeste n’est pas signé par deux mainteneurs connus : rien n’a été comparé.')
  else alarmes.push(...(await comparerPages(adresse, manifeste, memoire, jour)))
  const signes = await temoigner(adresse, memoire, cle, alarmes, jour)
  await writeFile(chemin, JSON.stringify(memoire, null, 2))
  for (const alarme of alarmes) console.error(`ALARME : ${alarme}`)
  if (alarmes.length > 0) {
    console.error(
      'Prévenez les autres Centres de gestion par téléphone, et n’utilisez plus le site avant de savoir.',
    )
    return 1
  }
  console.log(`Rien à signaler : pages conformes au manifeste, ${signes} journal(aux) signé(s).`)
  return 0
}

async function comparerPages(
  adresse: string,
  { fichiers, racines }: Contenu,
  memoire: Memoire,
  jour: string,
): Promise<string[]> {
  const {
    annuaires,
    alarmes: fausses,
    dits,
  } = await lireAnnuaires(adresse, racines, memoire.annuaires ?? {}, jour)
  memoire.annuaires = annuaires
  for (const dit of dits) console.log(dit)
  const alarmes = [...fausses, ...(await organismesInconnus(adresse, racines))]
  // Words only change with the signed code or a signed directory: a page that says something else for the same ones was written by somebody else.
  const siens = racines.map(({ organisme }) => [organisme, annuaires[organisme]?.empreinte ?? null])
  const pour = sha256(new TextEncoder().encode(JSON.stringify([fichiers, siens])))
  const memes = memoire.pages?.pour === pour
  const connues = memes && memoire.pages ? memoire.pages.empreintes : {}
  if (memoire.pages && !memes)
    console.log(
      'Le code ou un annuaire signé a changé depuis le passage précédent : les pages sont apprises de nouveau. Demandez à la coordination quelle version a été signée, et quand.',
    )
  const empreintes: Record<string, string> = {}
  const vus = new Set<string>()
  const pages = [
    '/',
    '/confiance',
    '/retour',
    '/bureau',
    '/visionneuse',
    ...racines.map(({ organisme }) => `/deposer/${organisme}`),
  ]
  for (const page of pages) {
    const reponse = await fetch(adresse + page)
    const html = await reponse.text()
    const lue = sha256(new TextEncoder().encode(html))
    // An error page is no reference: the page is learnt when it is displayed.
    const connue = connues[page] ?? (reponse.status === 200 ? lue : undefined)
    if (connue !== undefined) empreintes[page] = connue
    if (connue !== undefined && connue !== lue)
      alarmes.push(
        `${page} n’est plus la page du passage précédent, alors que ni le code ni l’annuaire n’ont changé : elle a été modifiée.`,
      )
    if (reponse.status !== 200) alarmes.push(`${page} répond ${reponse.status} au lieu de s’afficher.`)
    if (/<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:/i.test(html))
      alarmes.push(`${page} contient un script dans la page.`)
    if (!/script-src '(none|self)'/.test(reponse.headers.get('content-security-policy') ?? ''))
      alarmes.push(`${page} n’a plus la politique qui interdit les scripts d’ailleurs.`)
    for (const [, lien] of html.matchAll(/<(?:script|link)\b[^>]*?\s(?:src|href)="([^"]+)"/g)) {
      if (lien!.startsWith('data:')) continue
      if (lien!.startsWith('/statique/')) vus.add(lien!.slice('/statique/'.length))
      else alarmes.push(`${page} charge ${lien}, qui n’est pas de l’application.`)
    }
  }
  memoire.pages = { pour, empreintes }
  const { effort } = (await (await fetch(`${adresse}/v1/scripts`)).json()) as { effort: string }
  vus.add(effort.replace('/statique/', ''))
  for (const nom of vus) {
    const attendu = fichiers[nom]
    const servi = sha256(new Uint8Array(await (await fetch(`${adresse}/statique/${nom}`)).arrayBuffer()))
    if (attendu === undefined) alarmes.push(`${nom} est servi et n’est pas dans le manifeste.`)
    else if (attendu !== servi)
      alarmes.push(`${nom} n’est pas celui du manifeste : le code servi a été modifié.`)
  }
  return alarmes
}

/** Organisations that the site serves and that no maintainer signed: their directory has no root to be verified from. */
async function organismesInconnus(adresse: string, racines: readonly Racines[]): Promise<string[]> {
  const servis = (await (await fetch(`${adresse}/v1/cellules`)).json()) as { organisme: string }[]
  return servis
    .filter(({ organisme }) => !racines.some((r) => r.organisme === organisme))
    .map(({ organisme }) => `${organisme} est servi et n’est pas dans le manifeste.`)
}

/** Signs what is seen of each other journal, after checking that what was seen before is still there. */
async function temoigner(
  adresse: string,
  memoire: Memoire,
  cle: CleSignature,
  alarmes: string[],
  jour: string,
): Promise<number> {
  const autres = (await (await fetch(`${adresse}/v1/cellules`)).json()) as { organisme: string }[]
  let signes = 0
  const tete = async (organisme: string, n?: number): Promise<Tete | null> => {
    const reponse = await fetch(`${adresse}/v1/journal/${organisme}/tete${n === undefined ? '' : `?n=${n}`}`)
    return reponse.ok ? ((await reponse.json()) as Tete) : null
  }
  for (const { organisme } of autres.filter((a) => a.organisme !== memoire.organisme)) {
    const connue = memoire.vus[organisme]
    if (connue && (await tete(organisme, connue.n))?.empreinte !== connue.empreinte) {
      alarmes.push(
        `Le journal de ${organisme} a été réécrit : la ligne ${connue.n} n’est plus celle que nous avions vue.`,
      )
      continue
    }
    const ici = await tete(organisme)
    if (!ici) continue
    const temoignage = {
      organisme,
      n: ici.n,
      empreinte: ici.empreinte,
      temoin: memoire.organisme,
      jour,
    }
    const sig = signer(DOMAINES.temoin, temoignage as Json, cle)
    const reponse = await fetch(`${adresse}/v1/journal/temoignages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...temoignage, sig }),
    })
    if (reponse.ok) {
      memoire.vus[organisme] = { n: ici.n, empreinte: ici.empreinte }
      signes++
    } else
      alarmes.push(
        `Le témoignage sur ${organisme} a été refusé : ${((await reponse.json()) as { message: string }).message}`,
      )
  }
  return signes
}
