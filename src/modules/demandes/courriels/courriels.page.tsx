import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { compte, dateLongue, heure } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Fiche, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { traite } from '../domain/droits.ts'
import { direFichier } from '../dossier/garder-fichier.ts'
import { OngletsDesDemandes, RUBRIQUE } from '../vues.tsx'
import type { CourrielLu } from './courriels.queries.ts'

export const COURRIELS = '/demandes/courriels'
const quandRecu = (le: Date) => `${dateLongue(jourDe(le))}, ${heure(le)}`

/** Messages that the platform could not file by itself: the oldest first, each with its reason. */
export function pageCourriels({
  acteur,
  courriels,
  ecartes,
  adresse,
}: {
  readonly acteur: Acteur
  readonly courriels: readonly CourrielLu[]
  readonly ecartes: boolean
  readonly adresse: string | null
}): ContenuDePage {
  return {
    titre: ecartes ? 'Courriels écartés' : 'Courriels à classer',
    ...(courriels.length > 0 &&
      !ecartes && { h1: `${compte(courriels.length, 'courriel', 'courriels')} à classer` }),
    surtitre: acteur.libelle,
    rubrique: RUBRIQUE,
    chapeau: (
      <p>
        Une réponse par courriel entre seule dans sa demande. Restent ici celles dont l’adresse ou
        l’expéditeur ne sont pas reconnus : rien n’est perdu, rien n’est supprimé.
        {adresse === null && ' Cette installation ne reçoit pas de courriel pour l’instant.'}
      </p>
    ),
    contenu: (
      <>
        <OngletsDesDemandes courant={COURRIELS} acteur={acteur} />
        {courriels.length === 0 ? (
          <Vide titre={ecartes ? 'Aucun courriel écarté' : 'Aucun courriel à classer'}>
            Les réponses arrivées sont toutes dans leur demande.
          </Vide>
        ) : (
          <Tableau
            titre={ecartes ? 'Courriels écartés' : 'Courriels à classer'}
            lignes={courriels}
            cleDe={({ id }) => id}
            colonnes={[
              {
                cle: 'objet',
                titre: 'Objet',
                entete: true,
                contenu: ({ id, objet }) => <a href={`${COURRIELS}/${id}`}>{objet || '(sans objet)'}</a>,
              },
              { cle: 'de', titre: 'De', contenu: ({ nom, de }) => (nom ? `${nom}, ${de}` : de) },
              { cle: 'recu', titre: 'Reçu', contenu: ({ recuLe }) => quandRecu(recuLe) },
              { cle: 'motif', titre: 'Pourquoi', contenu: ({ motif }) => motif },
            ]}
          />
        )}
        <p>
          <a href={ecartes ? COURRIELS : `${COURRIELS}?vue=ecartes`}>
            {ecartes ? 'Voir les courriels à classer' : 'Voir les courriels écartés'}
          </a>
        </p>
      </>
    ),
  }
}

/** One message, whole; while it waits, the two things that can be done with it. */
export function pageCourriel({
  acteur,
  courriel,
  fautes,
  saisies,
  alerte,
  statut,
}: { readonly acteur: Acteur; readonly courriel: CourrielLu } & RetourDeFormulaire): ContenuDePage {
  const attend =
    courriel.sort === 'quarantaine' && traite.autorise(acteur) && courriel.centreId === acteur.organismeId
  const retour = { ...(fautes && { fautes }), ...(saisies && { saisies }), alerte }
  return {
    titre: courriel.objet || 'Courriel sans objet',
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    ariane: courriel.demandeId
      ? [{ libelle: `Demande ${courriel.numero}`, href: `${RUBRIQUE}/${courriel.demandeId}` }]
      : [{ libelle: 'Courriels à classer', href: COURRIELS }],
    contenu: (
      <>
        <Fiche
          etroite
          lignes={[
            { nom: 'De', valeur: courriel.nom ? `${courriel.nom}, ${courriel.de}` : courriel.de },
            { nom: 'Reçu', valeur: quandRecu(courriel.recuLe) },
            ...(courriel.motif ? [{ nom: 'Pourquoi', valeur: courriel.motif }] : []),
            ...(courriel.traitePar ? [{ nom: 'Classé par', valeur: courriel.traitePar }] : []),
            ...courriel.pieces.map((piece) => ({ nom: piece.nom, valeur: direFichier(piece) })),
            ...(courriel.refusees ? [{ nom: 'Pièces refusées', valeur: courriel.refusees }] : []),
          ]}
        />
        <Section titre="Message entier" filet>
          {courriel.entier.trim() === '' ? (
            <p>Ce message n’a pas de texte.</p>
          ) : (
            <TexteLibre texte={courriel.entier} />
          )}
        </Section>
        {attend && (
          <Section titre="Rattacher à une demande" filet>
            <Formulaire
              action={`${COURRIELS}/${courriel.id}/rattacher`}
              version={courriel.version}
              id="rattacher"
              prefixe
              {...retour}
            >
              <ChampTexte
                nom="numero"
                libelle="Numéro de la demande"
                aide="Le numéro est dans l’objet des messages : 44-2026-000123."
                taille="court"
                {...(courriel.propose && { valeur: courriel.propose })}
              />
              <ChampChoix
                nom="qui"
                libelle="Ce message vient"
                options={[
                  {
                    valeur: 'mairie',
                    libelle: 'de la mairie : s’il répond à une question, le temps repart au CDG',
                    coche: true,
                  },
                  {
                    valeur: 'autre',
                    libelle: 'de quelqu’un d’autre : il est seulement ajouté au fil',
                    coche: false,
                  },
                ]}
              />
              <Actions>
                <Bouton variante="primaire">Rattacher</Bouton>
              </Actions>
            </Formulaire>
          </Section>
        )}
        {attend && (
          <Section titre="Écarter" filet>
            <Formulaire
              action={`${COURRIELS}/${courriel.id}/ecarter`}
              version={courriel.version}
              id="ecarter"
              prefixe
              {...(saisies && { saisies })}
              {...(fautes && { fautes })}
            >
              <ChampTexte
                nom="motif"
                libelle="Pourquoi"
                aide="Publicité, erreur d’adresse… Le message reste lisible parmi les écartés."
              />
              <Actions>
                <Bouton>Écarter ce courriel</Bouton>
              </Actions>
            </Formulaire>
          </Section>
        )}
      </>
    ),
  }
}
