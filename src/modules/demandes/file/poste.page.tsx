import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe, joursEntre } from '#shared/dates.ts'
import { compte, dansJours, dateCourte, dateLongue } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { BarreDHorloges, LegendeDHorloges, MotifsDHorloges } from '#ui/temps/horloges.tsx'
import { Colonnes, Pagination, Vide } from '#ui/textes.tsx'
import type { DemandeLue } from '../demandes.queries.ts'
import { TOURS } from '../domain/etats.ts'
import { enJours } from '../domain/horloges.ts'
import { GestesDuLot } from '../lot/gestes.tsx'
import type { MoyensDuLot } from '../lot/lot.queries.ts'
import { Raccourcis, TOUCHES_DE_LA_FILE } from '../raccourcis/raccourcis.tsx'
import { horlogesDe, jours } from '../temps.ts'
import { enRetard, partsDe, RUBRIQUE } from '../vues.tsx'
import { adresseDe } from './adresse.ts'
import { Cote } from './cote.tsx'
import type { Bureau, Charge, Filtres, Semblable } from './file.queries.ts'
import { TOUTES_LES_VUES, VUES } from './file.queries.ts'
import { Outils, VuesDeLaFile } from './outils.tsx'

export const LIGNES_PAR_PAGE = 40
/** Full width of a bar, in worked days: one day has the same length on every line. */
const ECHELLE_JOURS = 12

type Props = PropsPoste
export type PropsPoste = {
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly filtres: Filtres
  readonly page: number
  readonly lignes: readonly DemandeLue[]
  readonly bureau: Bureau
  readonly semblables: readonly Semblable[]
  readonly moyens: MoyensDuLot
  readonly alerte?: string
}

/** The desk of a gestionnaire: whose turn it is, the most exposed first. */
export function pagePoste(props: Props): ContenuDePage {
  const { acteur, filtres, bureau, lignes, page, alerte } = props
  const aMoi = bureau.charge.find(({ id }) => id === acteur.personneId)
  const aTraiter = aMoi?.cdg ?? 0
  const suivante = bureau.nombres.libres + aTraiter > 0
  return {
    titre: 'Demandes',
    h1: titreDe(aMoi),
    surtitre: acteur.libelle,
    rubrique: RUBRIQUE,
    chapeau: <p>{sousTitreDe(aMoi)}</p>,
    actions: suivante && (
      <BoutonPost variante="primaire" action="/demandes/suivante" icone="suivant" iconeApres>
        Prendre la suivante
      </BoutonPost>
    ),
    ilots: ['raccourcis'],
    contenu: (
      <div className="poste">
        <VuesDeLaFile {...props} />
        <Outils {...props} />
        <MotifsDHorloges />
        <Colonnes cote={<Cote {...props} />}>
          {filtres.q && (
            <p className="detail">
              {compte(lignes.length, 'demande trouvée', 'demandes trouvées')} pour « {filtres.q} ».{' '}
              <a href={adresseDe(filtres, { q: '' })}>Revenir à la file</a>
            </p>
          )}
          {!Object.hasOwn(VUES, filtres.vue) && (
            <p className="detail">
              {TOUTES_LES_VUES[filtres.vue]}
              {filtres.depuis && `, depuis le ${dateLongue(filtres.depuis)}`}.{' '}
              <a href="/demandes/pilotage">Revenir au pilotage</a>
            </p>
          )}
          {alerte && <p className="faute">{alerte}</p>}
          {lignes.length === 0 ? <FileVide {...props} /> : <File {...props} />}
          <Raccourcis touches={TOUCHES_DE_LA_FILE} />
          {(page > 1 || lignes.length === LIGNES_PAR_PAGE) && (
            <Pagination
              page={page}
              derniere={lignes.length < LIGNES_PAR_PAGE}
              adresse={(n) => adresseDe(filtres, { page: n })}
            />
          )}
        </Colonnes>
      </div>
    ),
  }
}

const titreDe = (charge: Charge | undefined): string => {
  const { cdg = 0, retard = 0 } = charge ?? {}
  if (cdg === 0) return 'Rien à vous pour l’instant'
  const retards = retard === 0 ? '' : retard === 1 ? ', dont une en retard' : `, dont ${retard} en retard`
  return `${compte(cdg, 'demande')} à traiter${retards}`
}
const sousTitreDe = (charge: Charge | undefined): string => {
  const { collectivite = 0, tiers = 0 } = charge ?? {}
  if (collectivite + tiers === 0) return 'Aucune de vos demandes n’attend quelqu’un d’autre.'
  return `${compte(collectivite, 'est chez la collectivité', 'sont chez la collectivité')}, ${compte(tiers, 'chez un tiers', 'chez un tiers')} : elles reviendront ici d’elles-mêmes.`
}

const FileVide = ({ bureau, filtres }: Props) => (
  <Vide
    action={
      bureau.nombres.libres > 0 && filtres.vue === 'moi' ? (
        <Bouton href={adresseDe(filtres, { vue: 'libres' })}>Voir les demandes non attribuées</Bouton>
      ) : undefined
    }
  >
    {filtres.q
      ? 'Aucune demande ne contient ces mots.'
      : filtres.vue === 'moi' && bureau.nombres.libres > 0
        ? `Rien à vous. ${compte(bureau.nombres.libres, 'demande du centre attend', 'demandes du centre attendent')} quelqu’un.`
        : 'Aucune demande dans cette vue.'}
  </Vide>
)

const GROUPES = {
  cdg: ['À vous', 'la date promise d’abord'],
  collectivite: ['Chez la collectivité', 'rien à faire avant la date'],
  tiers: ['Chez un tiers', 'relancé automatiquement'],
  personne: ['Terminées', 'la plus récente d’abord'],
} as const

const LEGENDE = [
  { tour: 'service', mot: 'CDG' },
  { tour: 'demandeur', mot: 'Mairie' },
  { tour: 'tiers', mot: 'Tiers' },
] as const

/** The lines, in an ordered list cut by whose turn it is; boxes to act on several. */
function File(props: Props) {
  const { lignes, filtres } = props
  const groupes =
    filtres.tri === 'tour' && !filtres.q ? (Object.keys(GROUPES) as (keyof typeof GROUPES)[]) : [null]
  const parts = groupes
    .map((tour) => ({ tour, siennes: tour ? lignes.filter(({ etat }) => TOURS[etat] === tour) : lignes }))
    .filter(({ siennes }) => siennes.length > 0)
  return (
    <form method="post" action="/demandes/lot" id="lot">
      <input type="hidden" name="retour" value={adresseDe(filtres)} />
      {parts.map(({ tour, siennes }, n) => (
        <div key={tour ?? 'tout'}>
          <div className="file-groupe">
            {tour ? (
              <p>
                <strong>{tour === 'cdg' && filtres.vue !== 'moi' ? 'Au centre' : GROUPES[tour][0]}</strong>{' '}
                <span className="detail">
                  {compte(siennes.length, 'demande')}, {GROUPES[tour][1]}
                </span>
              </p>
            ) : (
              <p className="detail">{compte(siennes.length, 'demande')}</p>
            )}
            {n === 0 && <LegendeDHorloges mots={LEGENDE} />}
          </div>
          <ol className="file">
            {siennes.map((demande) => (
              <Ligne key={demande.id} {...props} demande={demande} />
            ))}
          </ol>
        </div>
      ))}
      {filtres.vue !== 'closes' && <GestesDuLot {...props.moyens} />}
    </form>
  )
}

function Ligne({ demande, maintenant, semblables, lignes }: Props & { readonly demande: DemandeLue }) {
  const horloges = horlogesDe(demande, maintenant)
  const retard = enRetard(demande, horloges)
  const { mot, detail } = datePromise(demande, maintenant, retard)
  const choisie = semblables.length > 0 && demande.id === lignes[0]?.id
  return (
    <li aria-current={choisie ? 'true' : undefined}>
      <span className="file-case">
        <input
          type="checkbox"
          name="demande"
          value={demande.id}
          aria-label={`Choisir ${demande.numero}, ${demande.objet}`}
        />
      </span>
      <p className={retard ? 'quand quand-urgent' : 'quand'}>
        <strong>{mot}</strong> <span>{detail}</span>
      </p>
      <div className="ligne-corps">
        <p className="ligne-titre">
          <a href={`/demandes/${demande.id}`}>{demande.objet}</a>
        </p>
        <p className="detail">
          {demande.numero?.slice(-6)} · {demande.employeur}
        </p>
        {demande.faitNouveau && <p className="file-nouveau">{demande.faitNouveau}</p>}
      </div>
      <div className="file-temps">
        <p>
          <strong>{jours(horloges.total)}</strong> {enJours(horloges.total) < 2 ? 'jour' : 'jours'}
        </p>
        <BarreDHorloges
          parts={partsDe(horloges, demande)
            .slice(0, 3)
            .map(({ tour, valeur }) => ({ tour, valeur: enJours(valeur) }))}
          echelle={ECHELLE_JOURS}
        />
        <p className="detail">{repartition(horloges)}</p>
      </div>
    </li>
  )
}

const repartition = ({ cdg, collectivite, tiers }: ReturnType<typeof horlogesDe>): string =>
  collectivite + tiers === 0
    ? 'tout ici'
    : [
        `${jours(cdg)} ici`,
        collectivite > 0 && `${jours(collectivite)} mairie`,
        tiers > 0 && `${jours(tiers)} tiers`,
      ]
        .filter(Boolean)
        .join(', ')

function datePromise(
  { etat, promiseLe, priseAvant, attenteAvant, closeLe, repondueLe }: DemandeLue,
  maintenant: Date,
  retard: boolean,
) {
  const aujourdhui = jourDe(maintenant)
  const dire = (jour: string) => (jour === aujourdhui ? 'Aujourd’hui' : dateCourte(jour, aujourdhui))
  const fin = closeLe ?? repondueLe
  if (TOURS[etat] === 'personne') return { mot: fin ? dire(jourDe(fin)) : '', detail: 'terminée' }
  if (etat === 'ATTENTE_COLLECTIVITE') return { mot: dire(attenteAvant!), detail: 'réponse attendue' }
  if (etat === 'ATTENTE_TIERS') return { mot: 'Sans date', detail: 'chez un tiers' }
  const date = etat === 'DEPOSEE' && priseAvant ? priseAvant : promiseLe
  if (!date) return { mot: '', detail: '' }
  const ecart = joursEntre(aujourdhui, jourDe(date))
  return {
    mot: dire(jourDe(date)),
    detail:
      retard || date < maintenant
        ? 'en retard'
        : etat === 'DEPOSEE'
          ? `à prendre ${dansJours(ecart)}`
          : dansJours(ecart),
  }
}
