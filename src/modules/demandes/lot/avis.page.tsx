import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampDate, ChampListe, ChampLong, Formulaire } from '#ui/formulaire.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import type { DemandeLue } from '../demandes.queries.ts'
import { RUBRIQUE } from '../vues.tsx'
import { Restent } from './ecrire.page.tsx'
import type { Resultat } from './ecrire.ts'

export const AVIS = '/demandes/lot/avis'

/** Address of this page about these requests. */
export const adresseAvis = (ids: readonly string[], retour: string): string =>
  `${AVIS}?${new URLSearchParams([['retour', retour], ...ids.map((id) => ['demande', id])])}`

/** One question to one centre about several requests: an opinion on each, all waited for the same day. */
export function pageAvisEnLot({
  demandes,
  centres,
  avant,
  retour,
  faits = 0,
  restent = [],
  fautes,
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  /** Those on which an opinion may be asked. */
  readonly demandes: readonly DemandeLue[]
  readonly centres: readonly { readonly id: string; readonly libelle: string }[]
  readonly avant: Jour
  readonly retour: string
  /** What was just sent: how many opinions were asked, and on which requests none was, with the reason. */
  readonly faits?: number
  readonly restent?: readonly Resultat[]
}): ContenuDePage {
  return {
    titre: 'Demander un avis sur plusieurs demandes',
    surtitre: compte(demandes.length, 'demande choisie', 'demandes choisies'),
    rubrique: RUBRIQUE,
    ariane: [{ libelle: 'Demandes', href: retour }],
    ...(statut && { statut }),
    chapeau: (
      <p>
        Le centre sollicité lit chacune de ces demandes et y répond séparément. Le compteur ne s’arrête pas.
      </p>
    ),
    contenu: (
      <>
        {faits > 0 && (
          <Alerte ton="ok">
            <p>{compte(faits, 'avis demandé', 'avis demandés')}. Le compteur continue.</p>
          </Alerte>
        )}
        <Restent restent={restent} />
        {demandes.length === 0 ? (
          <Vide titre="Aucune demande" action={<Bouton href={retour}>Revenir à la file</Bouton>}>
            Un avis se demande sur une demande ouverte que votre centre traite.
          </Vide>
        ) : (
          <>
            <Section titre="Sur ces demandes">
              <ul className="liste-simple">
                {demandes.map(({ id, numero, objet, employeur }) => (
                  <li key={id}>
                    {employeur} · <a href={`/demandes/${id}`}>{objet}</a>
                    <p className="detail">{numero}</p>
                  </li>
                ))}
              </ul>
            </Section>
            <Formulaire
              action={AVIS}
              champs={{ retour }}
              {...(fautes && { fautes })}
              {...(saisies && { saisies })}
              alerte={alerte}
            >
              {demandes.map(({ id, version }) => (
                <input key={id} type="hidden" name="choix" value={`${id}.${version}`} />
              ))}
              <ChampListe
                nom="centre"
                libelle="À quel centre"
                vide="Choisissez"
                options={centres.map(({ id, libelle }) => ({ valeur: id, libelle }))}
              />
              <ChampLong nom="texte" libelle="Votre question" />
              <ChampDate nom="avant" libelle="Avis attendu avant" valeur={dateSaisie(avant)} />
              <Actions>
                <Bouton variante="primaire" icone="envoyer">
                  Demander l’avis
                </Bouton>
                <Bouton variante="lien" href={retour}>
                  Revenir à la file
                </Bouton>
              </Actions>
            </Formulaire>
          </>
        )}
      </>
    ),
  }
}
