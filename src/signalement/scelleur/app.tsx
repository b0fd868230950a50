import multipart from '@fastify/multipart'
import statique from '@fastify/static'
import { alea, depuisTexte, enTexte, Refus } from '@maillage/coffre'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { jourDe } from '#shared/dates.ts'
import { entetesDe, politique } from '../cadre/entetes.ts'
import { rendreLaMemoire } from '../cadre/memoire.ts'
import { creerRendu } from '../cadre/rendu.tsx'
import { pageFacile } from '../depot/facile.page.tsx'
import { VOLETS_DE_SOIN } from '../domain/acces.ts'
import {
  lireSignalement,
  PIECE_OCTETS_MAX,
  PIECES_MAX,
  refusDePiece,
  TOTAL_SANS_SCRIPT_MAX,
} from '../domain/depot.ts'
import { envoyer, type Retour, relire } from '../protocole/auteur.ts'
import { peiner } from '../protocole/effort.ts'
import { preparerPiece } from '../protocole/metadonnees.ts'
import { rouvrir } from '../protocole/renouveler.ts'
import {
  empreinteDuDepot,
  numeroDe,
  PersonneNePeutLire,
  type PieceJointe,
  scellerDepot,
} from '../protocole/sceller-depot.ts'
import { chargerCellule, demander, envoyerDepot, parHttp, RefusDuServeur } from '../protocole/serveur.ts'
import { poserRefusSansScript, refuserAdresse } from '../refus.tsx'
import {
  pageFormulaire,
  pageListe,
  pageMots,
  pageRecu,
  pageRetourOuvert,
  type Saisie,
} from './scelleur.page.tsx'

export type Options = Readonly<{
  principal: string
  adresse: string
  demonstration: boolean
  noms: Readonly<Record<string, string>>
  statique: string
  envoisAvantRelance: number
  finir: () => void
  /** Told of each route as it is declared: for tests. */
  noter?: (methode: string, chemin: string) => void
}>

/** One deposit at a time, in the order of arrival: the work that a page asks of a browser is done here instead. */
function file() {
  let dernier: Promise<unknown> = Promise.resolve()
  return <T,>(travail: () => Promise<T>): Promise<T> => {
    const suivant = dernier.then(travail, travail)
    dernier = suivant.catch(() => {})
    return suivant
  }
}

const VINGT_MINUTES = 1_200_000

export async function creerSansScript(o: Options): Promise<FastifyInstance> {
  const transport = parHttp(o.principal)
  const page = creerRendu({ noms: o.noms, demonstration: o.demonstration, accueil: o.adresse })
  const app = fastify({
    logger: false,
    bodyLimit: 60_000_000,
    frameworkErrors: refuserAdresse(o.adresse, o.adresse, page),
  })
  app.addHook('onRoute', ({ method, url }) => {
    for (const methode of [method].flat()) if (methode !== 'HEAD') o.noter?.(methode, url)
  })
  const enFile = file()
  const retours = new Map<string, { retour: Retour; fin: number }>()
  const jour = () => jourDe(new Date())
  let envois = 0

  const entetes = entetesDe(o.adresse)
  app.addHook('onRequest', async (_requete, reponse) => {
    reponse.headers(entetes)
    reponse.header('content-security-policy', politique({ formulaire: true }))
  })
  // Nothing waits for the next visitor to be forgotten, nor for the last return to be ended by hand.
  const oublier = (): void => {
    for (const [jeton, { fin }] of retours) if (fin < Date.now()) retours.delete(jeton)
    if (envois >= o.envoisAvantRelance && retours.size === 0) o.finir()
  }
  const minuterie = setInterval(oublier, 60_000).unref()
  app.addHook('onClose', async () => clearInterval(minuterie))
  app.addHook('onResponse', async (requete) => {
    if (requete.method === 'POST' && ++envois >= o.envoisAvantRelance) setImmediate(oublier)
  })
  poserRefusSansScript(app, o.adresse, page)
  // Forms only: nothing here reads JSON, nor text alone.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_requete, corps, suite) => suite(null, new URLSearchParams(corps as string)),
  )
  await app.register(multipart, {
    // What is too large or too many is told on the form, with what was typed: nothing but a machine goes beyond a hundred.
    throwFileSizeLimit: false,
    limits: { fileSize: PIECE_OCTETS_MAX, files: 100, fields: 200, fieldSize: 200_000 },
  })
  await app.register(statique, { root: o.statique, prefix: '/statique/' })
  app.get('/sante', async () => ({ etat: 'ok' }))

  type Centre = { organisme: string; nom: string; telephone: string }
  const centres = () => demander<Centre[]>(transport, '/v1/cellules')
  app.get('/', async (_requete, reponse) => page(reponse, pageListe(await centres())))
  app.get('/facile', async (_requete, reponse) => page(reponse, pageFacile(await centres(), true)))
  app.get<{ Params: { organisme: string } }>('/deposer/:organisme', async (requete, reponse) => {
    const { cellule } = await chargerCellule(transport, requete.params.organisme, jour())
    return page(reponse, pageFormulaire(cellule, {}, []))
  })

  app.post<{ Params: { organisme: string } }>('/deposer/:organisme', async (requete, reponse) => {
    const { cellule } = await chargerCellule(transport, requete.params.organisme, jour())
    const { brut, pieces, fautes: refusees } = await lireEnvoi(requete)
    // A field that people do not see: what fills it is a machine, and is answered as if all were well.
    if ((brut['site']?.[0] ?? '') !== '') return page(reponse, pageListe([]))
    const lu = lireSignalement(brut, cellule.politique)
    const fautes = [...(lu.ok ? [] : lu.refus), ...refusees]
    if (!lu.ok || fautes.length > 0)
      return page(reponse, { ...pageFormulaire(cellule, brut, fautes), statut: 422 })
    try {
      const scelle = await enFile(async () => {
        const fait = await scellerDepot(cellule, lu.valeur, unAUn(pieces), jour(), 'sans-script')
        const empreinte = empreinteDuDepot(fait.depot, depuisTexte)
        return {
          ...fait,
          preuve: await envoyerDepot(transport, fait.depot, (defi) => peiner(defi, empreinte)),
        }
      })
      return page(reponse, pageRecu(scelle.mots, numeroDe(scelle.depot.dossier), scelle.preuve))
    } catch (erreur) {
      return page(reponse, {
        ...pageFormulaire(cellule, brut, [{ champ: '', message: phraseDe(erreur) }]),
        statut: 502,
      })
    }
  })

  app.get('/retour', (_requete, reponse) => page(reponse, pageMots(null)))

  app.post('/retour', async (requete, reponse) => {
    const mots = champs(requete).get('mots') ?? ''
    try {
      const retour = await rouvrir(transport, mots, new URL(o.adresse).host, jour())
      return page(reponse, pageRetourOuvert(garder(retour), retour, null))
    } catch (erreur) {
      return page(reponse, { ...pageMots(erreur instanceof Refus ? erreur : phraseDe(erreur)), statut: 422 })
    }
  })

  app.post('/retour/message', async (requete, reponse) => {
    const corps = champs(requete)
    const jeton = corps.get('jeton') ?? ''
    const garde = retours.get(jeton)
    if (!garde || garde.fin < Date.now())
      return page(reponse, {
        ...pageMots('Votre session a expiré : entrez de nouveau vos mots. Rien n’a été envoyé.'),
        statut: 401,
      })
    const texte = (corps.get('texte') ?? '').trim()
    const { retour } = garde
    if (texte === '')
      return page(reponse, {
        ...pageRetourOuvert(jeton, retour, 'Écrivez votre message d’abord.'),
        statut: 422,
      })
    try {
      const volet = VOLETS_DE_SOIN.find((v) => v === corps.get('fil') && retour.dossier.volets.has(v)) ?? 'E'
      await envoyer({ ...retour, jour: jour() }, 'ecrire', [{ volet, corps: { genre: 'message', texte } }])
      const relu = await relire(transport, retour.jeton, retour.cles, jour())
      retours.set(jeton, { retour: relu, fin: Date.now() + VINGT_MINUTES })
      return page(reponse, pageRetourOuvert(jeton, relu, null))
    } catch (erreur) {
      return page(reponse, { ...pageRetourOuvert(jeton, retour, phraseDe(erreur)), statut: 422 })
    }
  })

  app.post('/retour/fin', async (requete, reponse: FastifyReply) => {
    retours.delete(champs(requete).get('jeton') ?? '')
    return reponse.header('clear-site-data', '"cache", "storage"').redirect(o.adresse, 303)
  })

  function garder(retour: Retour): string {
    const jeton = enTexte(alea(32))
    retours.set(jeton, { retour, fin: Date.now() + VINGT_MINUTES })
    return jeton
  }

  await app.ready()
  return app
}

/** The fields of a short form; none when nothing was sent. */
const champs = ({ body }: FastifyRequest): URLSearchParams =>
  body instanceof URLSearchParams ? body : new URLSearchParams()

const phraseDe = (erreur: unknown): string =>
  erreur instanceof Refus || erreur instanceof PersonneNePeutLire || erreur instanceof RefusDuServeur
    ? erreur.message
    : 'Le dépôt n’a pas pu être chiffré ou transmis. Rien n’a été enregistré : réessayez, ou utilisez le téléphone.'

/** Gives files one by one and forgets each: what is in clear stays no longer than its turn. */
function* unAUn(pieces: PieceJointe[]): Generator<PieceJointe> {
  for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
    rendreLaMemoire(piece.octets.length)
    yield piece
    rendreLaMemoire(piece.octets.length)
  }
}

/** Reads to its end what is not kept: memory holds no more than what is allowed, whatever is sent. */
async function jeter(flux: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of flux);
}

/** A posted form, held in memory only: files are never written to a temporary folder. */
async function lireEnvoi(
  requete: FastifyRequest,
): Promise<{ brut: Saisie; pieces: PieceJointe[]; fautes: { champ: string; message: string }[] }> {
  // No prototype: the names of fields are those that were sent.
  const brut: Record<string, string[]> = Object.create(null)
  const fichiers: { nom: string; type: string; octets: Uint8Array }[] = []
  const fautes: { champ: string; message: string }[] = []
  let [total, trop, nombre] = [0, false, 0]
  for await (const partie of requete.parts()) {
    if (partie.type === 'field') {
      brut[partie.fieldname] = [...(brut[partie.fieldname] ?? []), String(partie.value)]
      continue
    }
    if (partie.filename !== '') nombre++
    if (trop || nombre > PIECES_MAX) {
      await jeter(partie.file)
      continue
    }
    const lu = await partie.toBuffer()
    if (partie.file.truncated) {
      fautes.push({ champ: 'pieces', message: refusDePiece(partie.filename, PIECE_OCTETS_MAX + 1)! })
      rendreLaMemoire(lu.length)
      continue
    }
    const octets = new Uint8Array(lu.buffer, lu.byteOffset, lu.length)
    total += octets.length
    if (total > TOTAL_SANS_SCRIPT_MAX) {
      fichiers.length = 0
      trop = true
      rendreLaMemoire(octets.length)
      continue
    }
    if (partie.filename === '') continue
    const refus = refusDePiece(partie.filename, octets.length)
    if (refus) fautes.push({ champ: 'pieces', message: refus })
    else fichiers.push({ nom: partie.filename, type: partie.mimetype, octets })
    rendreLaMemoire(octets.length)
  }
  if (trop)
    fautes.push({
      champ: 'pieces',
      message:
        'Ces fichiers dépassent 20 Mo en tout, la limite sans JavaScript : retirez-en, vous pourrez décrire leur contenu.',
    })
  if (nombre > PIECES_MAX)
    fautes.push({
      champ: 'pieces',
      message: `Dix fichiers au plus : retirez-en ${nombre - PIECES_MAX}.`,
    })
  const garder = brut['metadonnees']?.[0] === 'conserver'
  return {
    brut,
    fautes,
    pieces: await Promise.all(
      fichiers.map(({ nom, type, octets }) => preparerPiece(nom, type, octets, garder)),
    ),
  }
}
