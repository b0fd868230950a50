import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { type Acteur, coordonne, duReseau } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { compte, dateLongue, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampListe, ChampLong, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Fictif, Section, Vide } from '#ui/textes.tsx'
import { traite } from '../domain/droits.ts'
import {
  CODES_ETAPES,
  comparer,
  ETAPES,
  type Part,
  partDe,
  SEUIL_RESEAU,
  VAGUE_VOULUE,
} from '../domain/satisfaction.ts'
import { OngletsDesDemandes, RUBRIQUE } from '../vues.tsx'
import { Intervalles } from './intervalles.tsx'
import type { MesureDeVague, MotLu, RappelLu, SuiteLue } from './satisfaction.queries.ts'

export const SATISFACTION = '/demandes/satisfaction'
const pourcent = (part: number): string => `${Math.round(100 * part)} %`
export const direPart = (part: Part | null): string =>
  part
    ? `${pourcent(part.part)} (${Math.round(100 * part.bas)} à ${Math.round(100 * part.haut)})`
    : 'pas assez de réponses'

export const EVOLUTIONS = {
  moins: 'Moins d’insatisfaits',
  plus: 'Plus d’insatisfaits',
  pareil: 'Pas de différence mesurable',
} as const

type Props = {
  readonly acteur: Acteur
  readonly mesures: readonly MesureDeVague[]
  readonly rappels: readonly RappelLu[]
  readonly suites: readonly SuiteLue[]
  readonly mots: readonly MotLu[]
} & RetourDeFormulaire

/** Satisfaction by step: every share with its interval, and no arrow where the interval allows none. */
export function pageSatisfaction({
  acteur,
  mesures,
  rappels,
  suites,
  mots,
  fautes,
  saisies,
  statut,
}: Props): ContenuDePage {
  const vagues = mesures.filter(({ id }) => id !== null)
  const derniere = vagues.at(-1)
  const precedente = vagues.at(-2)
  const pires = CODES_ETAPES.flatMap((etape) => {
    const compteDeLEtape = derniere?.comptes.get(etape)
    const part = compteDeLEtape ? partDe(compteDeLEtape) : null
    return part ? [{ etape, part }] : []
  }).sort((a, b) => b.part.part - a.part.part)
  const pire = pires[0]
  return {
    titre: 'Satisfaction',
    ...(pire && {
      h1: `${ETAPES[pire.etape]} : ${pourcent(pire.part.part)} d’insatisfaits, entre ${Math.round(100 * pire.part.bas)} et ${Math.round(100 * pire.part.haut)} %`,
    }),
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    actions: coordonne.autorise(acteur) && !vagues.some(({ enCours }) => enCours) && (
      <Bouton href={`${SATISFACTION}/vagues/nouvelle`} icone="ajouter">
        Ouvrir une vague
      </Bouton>
    ),
    chapeau: (
      <p>
        Part des réponses « peu » ou « pas du tout satisfait », parmi les réponses exprimées. Entre
        parenthèses, l’intervalle à 95 % : une différence qui tient dans l’intervalle n’est pas annoncée. Sous{' '}
        {SEUIL_RESEAU} réponses, aucun chiffre.
      </p>
    ),
    contenu: (
      <>
        <OngletsDesDemandes courant={SATISFACTION} acteur={acteur} />
        {derniere && pires.length > 0 && (
          <Intervalles
            titre={`Insatisfaits par étape, ${derniere.libelle}`}
            lignes={pires.map(({ etape, part }) => ({ cle: etape, nom: ETAPES[etape], part }))}
          />
        )}
        <Section titre="Étape par étape" filet>
          <Tableau
            titre="Part des insatisfaits par étape"
            defile
            lignes={CODES_ETAPES}
            cleDe={(etape) => etape}
            colonnes={[
              { cle: 'etape', titre: 'Étape', entete: true, contenu: (etape) => ETAPES[etape] },
              ...mesures.map((mesure) => ({
                cle: mesure.id ?? 'micro',
                titre: mesure.libelle,
                nombre: true,
                contenu: (etape: (typeof CODES_ETAPES)[number]) => {
                  const c = mesure.comptes.get(etape)
                  return c ? direPart(partDe(c)) : 'non demandé'
                },
              })),
              {
                cle: 'evolution',
                titre: 'Entre les deux dernières vagues',
                contenu: (etape: (typeof CODES_ETAPES)[number]) => {
                  const [a, b] = [precedente?.comptes.get(etape), derniere?.comptes.get(etape)]
                  const [avant, apres] = [a && partDe(a), b && partDe(b)]
                  return avant && apres ? EVOLUTIONS[comparer(avant, apres)] : ''
                },
              },
            ]}
          />
          {mesures.map(({ id, libelle, reponses, source, fictif, enCours }) => (
            <p key={id ?? 'micro'}>
              {id && duReseau.autorise(acteur) ? (
                <a href={`${SATISFACTION}/vagues/${id}`}>{libelle}</a>
              ) : (
                libelle
              )}{' '}
              : {compte(reponses, 'réponse')}
              {enCours &&
                ` pour ${nombre(enCours.invites)} personnes interrogées, jusqu’au ${dateLongue(enCours.fin)}`}
              {id && reponses > 0 && reponses < VAGUE_VOULUE
                ? `, moins que les ${nombre(VAGUE_VOULUE)} voulues`
                : ''}
              {source ? `. ${source}` : ''} {fictif && <Fictif />}
            </p>
          ))}
        </Section>
        {traite.autorise(acteur) && (
          <Section titre="À rappeler" filet>
            {rappels.length === 0 ? (
              <Vide titre="Personne à rappeler">
                Chaque « pas du tout satisfait » ouvre ici un appel à passer sous cinq jours ouvrés.
              </Vide>
            ) : (
              rappels.map((rappel) => <Rappel key={rappel.id} rappel={rappel} />)
            )}
          </Section>
        )}
        {traite.autorise(acteur) && <Mots mots={mots} />}
        <Section titre="Vous l’avez dit, nous l’avons fait" filet>
          {suites.length === 0 ? (
            <Vide titre="Rien encore">Les suites données aux avis s’écrivent ici, centre par centre.</Vide>
          ) : (
            <Tableau
              titre="Ce qui a été dit, ce qui a été fait"
              lignes={suites}
              cleDe={({ id }) => id}
              colonnes={[
                { cle: 'entendu', titre: 'Vous l’avez dit', entete: true, contenu: ({ entendu }) => entendu },
                {
                  cle: 'fait',
                  titre: 'Nous l’avons fait',
                  contenu: ({ fait, fictif }) => (
                    <>
                      {fait} {fictif && <Fictif />}
                    </>
                  ),
                },
                {
                  cle: 'centre',
                  titre: 'Centre',
                  contenu: ({ centre, le }) => `${centre}, ${dateLongue(le)}`,
                },
              ]}
            />
          )}
          {traite.autorise(acteur) && (
            <Formulaire
              action={`${SATISFACTION}/suites`}
              id="suite"
              {...(fautes && { fautes })}
              {...(saisies && { saisies })}
            >
              <ChampListe
                nom="etape"
                libelle="Étape"
                vide="Choisir"
                options={CODES_ETAPES.map((etape) => ({ valeur: etape, libelle: ETAPES[etape] }))}
              />
              <ChampTexte nom="entendu" libelle="Ce que les employeurs ont dit" />
              <ChampLong nom="fait" libelle="Ce que le centre a fait" />
              <ChampChoix
                nom="publiee"
                libelle="Qui la lit"
                plusieurs
                options={[
                  {
                    valeur: 'oui',
                    libelle: 'Aussi le public, si le portail montre les délais',
                    coche: false,
                  },
                ]}
              />
              <Actions>
                <Bouton>Publier cette suite</Bouton>
              </Actions>
            </Formulaire>
          )}
        </Section>
      </>
    ),
  }
}

const Rappel = ({
  rappel: { id, demandeId, numero, employeur, etape, commentaire, contact, avant, version },
}: {
  readonly rappel: RappelLu
}) => (
  <Alerte
    ton="attention"
    titre={
      demandeId ? `${ETAPES[etape]} : pas du tout satisfait` : `${ETAPES[etape]} : demande à être rappelée`
    }
  >
    <p>
      {demandeId ? (
        <>
          {employeur}, <a href={`${RUBRIQUE}/${demandeId}`}>demande {numero}</a>
        </>
      ) : (
        contact
      )}
      . À appeler avant le {dateLongue(avant)}.
    </p>
    {commentaire && <p>« {commentaire} »</p>}
    <Formulaire action={`${SATISFACTION}/rappels/${id}`} version={version} id={`rappel-${id}`} prefixe>
      <ChampTexte nom="compteRendu" libelle="Ce qui a été dit" />
      <Actions>
        <Bouton>L’appel est passé</Bouton>
      </Actions>
    </Formulaire>
  </Alerte>
)

/** Everything that was written to the centre, whatever the marks: what is not read teaches nothing. */
const Mots = ({ mots }: { readonly mots: readonly MotLu[] }) => (
  <Section titre="Ce qui vous est écrit" detail="Douze derniers mois, lu par votre centre seul" filet>
    {mots.length === 0 ? (
      <Vide titre="Aucun mot">Un mot laissé avec une réponse se lit ici, quelles que soient les notes.</Vide>
    ) : (
      <ul className="liste-simple">
        {mots.map(({ id, demandeId, numero, vague, recueLe, commentaire }) => (
          <li key={id}>
            <p>« {commentaire} »</p>
            <p className="detail">
              {demandeId ? (
                numero ? (
                  <a href={`${RUBRIQUE}/${demandeId}`}>Demande {numero}</a>
                ) : (
                  'Après une demande'
                )
              ) : (
                vague
              )}
              , {dateLongue(jourDe(recueLe))}
            </p>
          </li>
        ))}
      </ul>
    )}
  </Section>
)
