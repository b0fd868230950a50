import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { dateCourte, dateLongue } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampRecherche, Formulaire } from '#ui/formulaire.tsx'
import { Onglets } from '#ui/parties/onglets.tsx'
import { BarreDHorloges, LegendeDHorloges, MotifsDHorloges } from '#ui/temps/horloges.tsx'
import { Pagination, Vide } from '#ui/textes.tsx'
import type { DemandeLue, Employeur } from '../demandes.queries.ts'
import { enJours } from '../domain/horloges.ts'
import { direJours, horlogesDe, jours } from '../temps.ts'
import { autresPagesDesDemandes, EtiquetteEtat, partsDe, RUBRIQUE } from '../vues.tsx'
import { VUES_MAIRIE, type VueMairie } from './mairie.queries.ts'

export const PAR_PAGE = 30
const ECHELLE_JOURS = 15

type Props = {
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly demandes: readonly DemandeLue[]
  readonly employeurs: readonly Employeur[]
  readonly vue: VueMairie
  readonly commune: string
  readonly q: string
  readonly page: number
}

const adresse = (p: Pick<Props, 'vue' | 'commune' | 'q'>, autres: Partial<Props> = {}) => {
  const { vue, commune, q, page } = { ...p, page: 1, ...autres }
  return `${RUBRIQUE}?${new URLSearchParams({ vue, ...(commune && { commune }), ...(q && { q }), ...(page > 1 && { page: String(page) }) })}`
}

/** The requests of the town halls of a secretary. */
export function pageMesDemandes(props: Props): ContenuDePage {
  const { acteur, demandes, employeurs, vue, commune, q, page } = props
  return {
    titre: 'Mes demandes',
    rubrique: RUBRIQUE,
    chapeau: <p>À qui le tour, depuis quand, et quand vous aurez votre réponse.</p>,
    actions: (
      <Bouton
        variante="primaire"
        icone="ajouter"
        href={`/demandes/nouvelle${commune ? `?commune=${commune}` : ''}`}
      >
        Déposer une demande
      </Bouton>
    ),
    contenu: (
      <div className="poste">
        <Onglets
          libelle="État des demandes"
          plus={{ id: 'autres-pages', entrees: autresPagesDesDemandes(acteur) }}
          vues={(Object.keys(VUES_MAIRIE) as VueMairie[]).map((cle) => ({
            libelle: VUES_MAIRIE[cle],
            href: adresse(props, { vue: cle, q: '' }),
            courant: vue === cle && !q,
          }))}
        />
        {employeurs.length > 1 && (
          <Onglets
            libelle="Vos communes"
            vues={[{ id: '', nom: 'Toutes vos communes' }, ...employeurs].map(({ id, nom }) => ({
              libelle: nom,
              href: adresse(props, { commune: id }),
              courant: commune === id,
            }))}
          />
        )}
        <div className="outils">
          <Formulaire
            action={RUBRIQUE}
            methode="get"
            enLigne
            saisies={{ q }}
            champs={{ vue, ...(commune && { commune }) }}
          >
            <ChampRecherche
              nom="q"
              libelle="Chercher dans vos demandes"
              exemple="Vos demandes : mots, numéro"
            />
            <Bouton icone="recherche">
              <span className="vh">Chercher</span>
            </Bouton>
          </Formulaire>
          {demandes.length > 0 && <LegendeDesDemandes />}
        </div>
        {demandes.length === 0 ? (
          <Vide>{q ? 'Aucune de vos demandes ne contient ces mots.' : 'Aucune demande ici.'}</Vide>
        ) : (
          <ListeDesDemandes {...props} />
        )}
        {(page > 1 || demandes.length === PAR_PAGE) && (
          <Pagination
            page={page}
            derniere={demandes.length < PAR_PAGE}
            adresse={(n) => adresse(props, { page: n })}
          />
        )}
      </div>
    ),
  }
}

/** What the parts of the bars mean. */
export const LegendeDesDemandes = () => (
  <LegendeDHorloges
    mots={[
      { tour: 'service', mot: 'Au CDG' },
      { tour: 'demandeur', mot: 'Chez vous' },
      { tour: 'tiers', mot: 'Chez un tiers' },
      { tour: 'reste', mot: 'Reste jusqu’à la date prévue' },
    ]}
  />
)

/** Requests one under the other, with the bar of their time at one scale. */
export const ListeDesDemandes = ({
  demandes,
  acteur,
  maintenant,
}: Pick<Props, 'demandes' | 'acteur' | 'maintenant'>) => (
  <>
    <MotifsDHorloges />
    <ul className="demandes">
      {demandes.map((demande) => {
        const horloges = horlogesDe(demande, maintenant)
        return (
          <li key={demande.id}>
            <div className="demandes-tete">
              <p className="ligne-titre">
                <a href={`/demandes/${demande.id}`}>{demande.objet}</a>
              </p>
              <EtiquetteEtat demande={demande} acteur={acteur} />
            </div>
            <p className="detail">
              <strong>{demande.employeur}</strong> · {demande.numero ?? 'pas encore envoyée'}
            </p>
            {demande.deposeeLe && (
              <>
                <BarreDHorloges
                  parts={partsDe(horloges, demande).map(({ tour, valeur }) => ({
                    tour,
                    valeur: enJours(valeur),
                  }))}
                  echelle={ECHELLE_JOURS}
                />
                <div className="demandes-pied">
                  <p>
                    {direJours(horloges.total)} : {jours(horloges.cdg)} au CDG, {jours(horloges.collectivite)}{' '}
                    chez vous, {jours(horloges.tiers)} chez un tiers
                  </p>
                  <p>{prochaineDate(demande, maintenant)}</p>
                </div>
              </>
            )}
          </li>
        )
      })}
    </ul>
  </>
)

function prochaineDate(
  { etat, priseAvant, promiseLe, closeLe, repondueLe, tiers }: DemandeLue,
  maintenant: Date,
) {
  const fin = closeLe ?? repondueLe
  if (fin) return `Terminée le ${dateCourte(jourDe(fin), jourDe(maintenant))}`
  if (etat === 'DEPOSEE' && priseAvant)
    return (
      <>
        Prise en charge au plus tard <strong>{dateLongue(jourDe(priseAvant))}</strong>
      </>
    )
  if (etat === 'ATTENTE_TIERS') return `Chez ${tiers} : sans date inventée`
  if (!promiseLe) return null
  return promiseLe < maintenant ? (
    <>
      En retard : promise pour <strong>{dateLongue(jourDe(promiseLe))}</strong>
    </>
  ) : (
    <>
      Réponse prévue <strong>{dateLongue(jourDe(promiseLe))}</strong>
    </>
  )
}
