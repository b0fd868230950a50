import { sql } from 'kysely'
import { echeanceOuverte, JOUR_OUVRE } from '../../src/modules/demandes/domain/calendrier.ts'
import { avancer, type Cote, type Etat, type Geste } from '../../src/modules/demandes/domain/etats.ts'
import {
  lireHorloges,
  type Passage,
  prisePromise,
  reponsePromise,
} from '../../src/modules/demandes/domain/horloges.ts'
import type { Tx } from '../../src/platform/base/base.ts'
import { ajouterJours, instantParis, type Jour, jourDe } from '../../src/shared/dates.ts'
import { nouvelId } from '../../src/shared/ids.ts'
import { ajouterJoursOuvres, type CalendrierOuvre } from '../../src/shared/jours-ouvres.ts'
import { COMPLEMENTS, FICTIF, OBJETS, QUESTIONS, REPONSES, TIERS } from '../donnees/demandes.ts'
import type { Scene } from '../installer.ts'

export type Commune = {
  readonly id: string
  readonly nom: string
  readonly centreId: string
  readonly centre: string
  readonly departement: string
  readonly auteur: string
  readonly partagee: boolean
}
export type Gens = Readonly<Record<string, readonly { readonly id: string; readonly nom: string }[]>>
type TypeDemo = {
  readonly id: string
  readonly code: string
  readonly priseJours: number
  readonly reponseJours: number
  readonly champs: string
}
type Monde = {
  readonly scene: Scene
  readonly communes: readonly Commune[]
  readonly types: readonly TypeDemo[]
  readonly gens: Gens
  readonly maintenant: Date
  /** Closed days, by centre. */
  readonly fermetures: Readonly<Record<string, ReadonlySet<Jour>>>
}

const JOURS_RACONTES = 92
const DEMANDES_PAR_COMMUNE = 6
const LOT = 400

/** The same histories at every installation: a small generator of numbers between 0 and 1. */
function tirage(graine: number): () => number {
  let etat = graine
  return () => {
    etat = (Math.imul(etat, 1_664_525) + 1_013_904_223) >>> 0
    return etat / 4_294_967_296
  }
}

type Ligne = Record<string, unknown>
type Recit = { readonly demande: Ligne; readonly evenements: Ligne[]; readonly avis: Ligne[] }

/** Tells three months of requests and writes them in bulk: every step goes through the table of states, every clock through its function. */
export async function raconterDemandes(tx: Tx, monde: Monde): Promise<void> {
  const { communes, scene, maintenant } = monde
  const recits: Recit[] = []
  const numeros = new Map<string, number>()
  const depots = communes.flatMap((commune, rang) => deposer(monde, commune, rang))
  for (const depot of depots.sort((a, b) => +a.le - +b.le)) {
    const annee = jourDe(depot.le).slice(0, 4)
    const cle = `${depot.commune.centreId}/${annee}`
    const n = (numeros.get(cle) ?? 4_000) + 1
    numeros.set(cle, n)
    recits.push(raconter(monde, depot, `${depot.commune.departement}-${annee}-${String(n).padStart(6, '0')}`))
  }
  await inserer(
    tx,
    'demande',
    recits.map(({ demande }) => demande),
  )
  await inserer(
    tx,
    'demande_evenement',
    recits.flatMap(({ evenements }) => evenements),
  )
  await inserer(
    tx,
    'demande_avis',
    recits.flatMap(({ avis }) => avis),
  )
  await tx
    .insertInto('demande_numero')
    .values(
      [...numeros].map(([cle, dernier]) => ({
        cooperation_id: scene.cooperationId,
        guichet_id: cle.split('/')[0]!,
        annee: Number(cle.split('/')[1]),
        dernier,
      })),
    )
    .execute()
  await tx
    .insertInto('demande')
    .values(brouillon(monde, maintenant) as never)
    .execute()
}

/** One statement for many rows, read from JSON. */
async function inserer(
  tx: Tx,
  table: 'demande' | 'demande_evenement' | 'demande_avis',
  lignes: readonly Ligne[],
): Promise<void> {
  const colonnes = Object.keys(lignes[0] ?? {})
  for (let n = 0; n < lignes.length; n += LOT)
    await sql`insert into ${sql.table(table)} (${sql.join(colonnes.map((nom) => sql.ref(nom)))})
      select ${sql.join(colonnes.map((nom) => sql.ref(`r.${nom}`)))}
      from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(lignes.slice(n, n + LOT))}::jsonb) r`.execute(
      tx,
    )
}

type Depot = {
  readonly commune: Commune
  readonly type: TypeDemo
  readonly le: Date
  readonly graine: number
}

function deposer({ types, maintenant }: Monde, commune: Commune, rang: number): Depot[] {
  const combien = commune.partagee ? DEMANDES_PAR_COMMUNE + 2 : DEMANDES_PAR_COMMUNE
  return Array.from({ length: combien }, (_, n) => {
    const graine = (rang + 1) * 7_919 + n * 104_729
    const alea = tirage(graine)
    alea()
    // Half of them in the last four weeks: the desks are alive.
    const jours = 1 + Math.floor(n % 2 === 0 ? alea() * 26 : 20 + alea() * (JOURS_RACONTES - 20))
    const jour = ajouterJours(jourDe(maintenant), -jours)
    const minutes = 8 * 60 + 15 + Math.floor(alea() * 10 * 60)
    const heure = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    return {
      commune,
      type: types[Math.floor(alea() ** 1.4 * types.length)]!,
      le: instantParis(jour, heure),
      graine,
    }
  })
}

const choisir = <T>(liste: readonly T[], alea: () => number): T => liste[Math.floor(alea() * liste.length)]!

function raconter(
  { scene, gens, maintenant, fermetures }: Monde,
  { commune, type, le, graine }: Depot,
  numero: string,
): Recit {
  const alea = tirage(graine + 1)
  alea()
  const fermes = fermetures[commune.centreId]
  const calendrier: CalendrierOuvre = fermes ? { fermetures: fermes } : {}
  const id = nouvelId(+le)
  const traitants = gens[commune.centreId]!
  const qui = choisir(traitants, alea)
  const mairie = {
    organisme: commune.id,
    personne: commune.auteur,
    nom: `Secrétaire de mairie, ${commune.nom}`,
  }
  const cdg = { organisme: commune.centreId, personne: qui.id, nom: qui.nom }
  const evenements: Ligne[] = []
  const avis: Ligne[] = []
  const passages: Passage[] = [{ le, etat: 'DEPOSEE' }]
  let etat = 'DEPOSEE' as Etat
  let heure = le
  let relances = 0
  let attente: { question: string; avant: Jour } | null = null
  let tiers = ''
  let repondueLe: Date | null = null
  let acces = [...new Set([commune.id, commune.centreId])]
  const noter = (
    geste: string,
    ancien: Etat | null,
    nouveau: Etat,
    par: typeof mairie,
    texte = '',
    donnees = {},
  ) =>
    evenements.push({
      id: nouvelId(+heure),
      cooperation_id: scene.cooperationId,
      demande_id: id,
      survenu_le: heure,
      geste,
      ancien,
      nouveau,
      visible: 'tous',
      organisme_id: par.organisme,
      personne_id: par.personne,
      acteur: par.nom.slice(0, 200),
      texte,
      donnees,
    })
  noter('deposer', 'BROUILLON', 'DEPOSEE', mairie)
  /** Does a deed after some worked days; false when it would be after now: the history stops there. */
  const apres = (
    jours: number,
    geste: Geste,
    cote: Cote,
    texte = '',
    precisions: Record<string, string> = {},
  ): boolean => {
    const quand = echeanceOuverte(heure, jours * JOUR_OUVRE, calendrier)
    if (quand > maintenant) return false
    const { avantDans, ...reste } = precisions
    const donnees: Record<string, string> = avantDans
      ? { avant: ajouterJoursOuvres(jourDe(quand), Number(avantDans), calendrier) }
      : reste
    const demande = { texte, avant: donnees['avant'] ?? null, tiers: donnees['tiers'] ?? '' }
    const decide = avancer(
      { etat, repondueLe: repondueLe && jourDe(repondueLe), relances: 2 },
      geste,
      cote,
      demande,
      jourDe(quand),
    )
    if (!decide.ok) throw new Error(`Démonstration refusée : ${geste} depuis ${etat}, ${decide.refus.code}`)
    heure = quand
    noter(geste, etat, decide.valeur, cote === 'mairie' ? mairie : cdg, texte, donnees)
    etat = decide.valeur
    passages.push({ le: quand, etat })
    attente = etat === 'ATTENTE_COLLECTIVITE' ? { question: texte, avant: donnees['avant']! } : null
    tiers = etat === 'ATTENTE_TIERS' ? donnees['tiers']! : ''
    if (etat === 'REPONDUE') repondueLe = quand
    return true
  }
  const lenteur = alea() < 0.16 ? 1.4 + alea() : 0.25 + alea() * 0.6
  const travail = type.reponseJours * lenteur
  const vivre = () => {
    if (!apres(Math.min(type.priseJours * 1.4, 0.1 + alea() * type.priseJours), 'prendre', 'cdg')) return
    if (alea() < 0.12) {
      const chef = scene.organismes[commune.departement === '44' ? 'cdg53' : 'cdg44']!
      const libelle = commune.departement === '44' ? 'CDG 53' : 'CDG 44'
      noter('demander_avis', etat, etat, cdg, '', { a: libelle })
      acces = [...acces, chef]
      avis.push({
        id: nouvelId(+heure),
        cooperation_id: scene.cooperationId,
        demande_id: id,
        sollicite_id: chef,
        question: 'Partagez-vous cette lecture ? Avez-vous déjà répondu sur un cas proche ?',
        avant: ajouterJoursOuvres(jourDe(heure), 5),
        demande_le: heure,
        demande_par: cdg.nom,
        externe: '',
        externe_courriel: '',
        reponse: alea() < 0.5 ? 'Même lecture ici, avec le modèle en pièce de notre fonds commun.' : '',
      })
      const dernier = avis[avis.length - 1]!
      if (dernier['reponse'] !== '')
        Object.assign(dernier, { rendu_le: heure, rendu_par: 'Gestion du centre sollicité' })
    }
    // Outside the cooperation, now and then: a State service answers by its link.
    if (graine % 31 === 0) {
      noter('demander_avis', etat, etat, cdg, '', { exterieur: 'Service des retraites de l’État' })
      avis.push({
        id: nouvelId(+heure),
        cooperation_id: scene.cooperationId,
        demande_id: id,
        sollicite_id: null,
        question: 'Quelle pièce faut-il pour valider cette période ? (fictif)',
        avant: ajouterJoursOuvres(jourDe(heure), 8),
        demande_le: heure,
        demande_par: cdg.nom,
        externe: 'Service des retraites de l’État',
        externe_courriel: 'avis@service-des-retraites.invalid',
        reponse: '',
      })
    }
    const sort = alea()
    if (sort < 0.42) {
      if (
        !apres(travail * 0.4, 'demander', 'cdg', choisir(QUESTIONS, alea), {
          avantDans: String(3 + Math.floor(alea() * 4)),
        })
      )
        return
      if (alea() < 0.06) {
        if (
          apres(
            16 + alea() * 4,
            'classer',
            'cdg',
            'Sans réponse après deux relances et un avis. La demande peut être déposée à nouveau.',
          )
        )
          return
        relances = 2
        return
      }
      if (!apres(0.3 + alea() * 6, 'completer', 'mairie', choisir(COMPLEMENTS, alea))) return
    } else if (sort < 0.58) {
      if (
        !apres(travail * 0.3, 'attendre_tiers', 'cdg', 'État de services demandé.', {
          tiers: choisir(TIERS, alea),
        })
      )
        return
      if (!apres(1 + alea() * 9, 'recevoir_tiers', 'cdg', 'Reçu par courrier.')) return
    }
    if (alea() < 0.14) noter('message', etat, etat, mairie, 'Bonjour, où en est notre demande ? Merci.')
    if (!apres(travail * (sort < 0.58 ? 0.6 : 1), 'repondre', 'cdg', choisir(REPONSES, alea))) return
    if (alea() < 0.07) {
      if (
        !apres(
          1 + alea() * 3,
          'rouvrir',
          'mairie',
          'La réponse ne dit pas quelle date retenir pour l’arrêté.',
        )
      )
        return
      if (!apres(0.2 + alea(), 'prendre', 'cdg')) return
      if (!apres(0.5 + alea() * 2, 'repondre', 'cdg', choisir(REPONSES, alea))) return
    }
    if (alea() < 0.45) apres(0.5 + alea() * 5, 'cloturer', 'mairie')
    else apres(10, 'cloturer', 'plateforme')
  }
  if (alea() < 0.03) apres(0.4, 'annuler', 'mairie', 'Nous avons trouvé la réponse dans un modèle.')
  else vivre()
  const horloges = lireHorloges(passages, heure, calendrier)
  const close = ['CLOTUREE', 'SANS_SUITE', 'ANNULEE', 'REORIENTEE'].includes(etat)
  const nouvelles = evenements.filter(({ geste }) => geste === 'message').length
  const engagement = { priseJours: type.priseJours, reponseJours: type.reponseJours }
  const enAttente = attente as { question: string; avant: Jour } | null
  return {
    evenements,
    avis: avis.map((a) => ({ rendu_le: null, rendu_par: null, version: 1, ...a })),
    demande: {
      id,
      cooperation_id: scene.cooperationId,
      numero,
      type_id: type.id,
      type_version: 1,
      organisme_id: commune.id,
      guichet_id: commune.centreId,
      traitant_id: commune.centreId,
      acces,
      auteur_id: commune.auteur,
      auteur: 'Secrétaire de mairie',
      objet: choisir(OBJETS[type.code] ?? ['Question'], alea),
      donnees: donneesDe(type),
      urgence: alea() < 0.05 ? 'La paie est arrêtée vendredi.' : '',
      origine: 'portail',
      etat,
      // Half of the new ones wait for somebody.
      responsable_id: etat === 'DEPOSEE' ? (alea() < 0.4 ? qui.id : null) : qui.id,
      question: enAttente?.question ?? '',
      attente_avant: enAttente?.avant ?? null,
      tiers,
      tiers_courriel: '',
      relances,
      prise_jours: type.priseJours,
      reponse_jours: type.reponseJours,
      prise_avant: prisePromise(le, engagement, calendrier),
      promise_le: reponsePromise(passages, engagement, maintenant, enAttente?.avant ?? null, calendrier),
      delai_legal_le: null,
      cumul_cdg: horloges.cdg,
      cumul_collectivite: horloges.collectivite,
      cumul_tiers: horloges.tiers,
      depuis: heure,
      creee_le: le,
      deposee_le: le,
      repondue_le: repondueLe,
      close_le: close ? heure : null,
      nouvelles,
      fait_nouveau:
        etat === 'PRISE_EN_CHARGE' && evenements.at(-1)?.['geste'] === 'completer'
          ? 'La collectivité a répondu'
          : '',
      fictif: FICTIF,
      version: 1,
    },
  }
}

/** Plausible answers to the text fields of a type. */
const donneesDe = ({ champs }: TypeDemo): Record<string, { libelle: string; valeur: string }> =>
  Object.fromEntries(
    champs.split('\n').flatMap((ligne, rang) => {
      const [libelle = '', genre = '', options = ''] = ligne.split(';').map((mot) => mot.trim())
      if (/facultatif|; si /.test(ligne)) return []
      const valeurs: Readonly<Record<string, string>> = {
        choix: options.split(',')[0]!.trim(),
        nombre: '24',
        'oui ou non': 'Oui',
        'texte long': 'Nous souhaitons savoir comment procéder avant le prochain conseil municipal (fictif).',
      }
      return [
        [
          `c${rang + 1}`,
          { libelle, valeur: valeurs[genre] ?? (genre === 'date' ? '01/01/2027' : 'À préciser (fictif)') },
        ],
      ]
    }),
  )

/** One draft of the secretary, kept and not sent. */
function brouillon({ scene, communes, types }: Monde, maintenant: Date): Ligne {
  const commune = communes.find(({ partagee }) => partagee)!
  const type = types.find(({ code }) => code === 'dve')!
  const le = new Date(+maintenant - 86_400_000)
  return {
    id: nouvelId(+le),
    cooperation_id: scene.cooperationId,
    type_id: type.id,
    type_version: 1,
    organisme_id: commune.id,
    guichet_id: commune.centreId,
    traitant_id: commune.centreId,
    acces: [commune.id],
    auteur_id: commune.auteur,
    auteur: 'Secrétaire de mairie',
    objet: 'Déclarer un poste vacant à l’accueil',
    donnees: JSON.stringify({ c1: { libelle: 'Motif', valeur: 'Retraite' } }),
    etat: 'BROUILLON',
    prise_jours: type.priseJours,
    reponse_jours: type.reponseJours,
    depuis: le,
    creee_le: le,
    fictif: FICTIF,
  }
}
