import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { compte, dateLongue, duree, heure } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import {
  Actions,
  ChampDate,
  ChampHeure,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
} from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import { participe } from '../domain/droits.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { RUBRIQUE } from '../vues.tsx'
import type { Reunion } from './reunions.queries.ts'

/** Information meetings of a purchase: those to come, and the form of the reader's own member. */
export function pageReunions({
  operation,
  reunions,
  acteur,
  maintenant,
  cle,
  statut,
  alerte,
  ...retour
}: RetourDeFormulaire & {
  readonly operation: OperationLue
  readonly reunions: readonly Reunion[]
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly cle: string
}): ContenuDePage {
  const aVenir = reunions.filter(({ debutLe, annuleeLe }) => debutLe >= maintenant && !annuleeLe)
  return {
    titre: `Réunions d’information : ${operation.titre}`,
    h1:
      aVenir.length === 0
        ? 'Aucune réunion d’information à venir'
        : compte(aVenir.length, 'réunion à venir', 'réunions à venir'),
    surtitre: operation.titre,
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    ariane: [
      { libelle: 'Achats groupés', href: '/achats' },
      { libelle: operation.titre, href: `/achats/${operation.id}` },
    ],
    chapeau: (
      <p>Chaque Centre de gestion annonce les siennes ; ses employeurs les suivent dans leur agenda.</p>
    ),
    actions: (
      <Bouton href={`/achats/${operation.id}/reunions.ics`} icone="agenda">
        Calendrier (ICS)
      </Bouton>
    ),
    contenu: (
      <>
        {alerte && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        <Tableau
          titre="Réunions d’information"
          lignes={reunions}
          cleDe={({ id }) => id}
          vide={<Vide>Aucune réunion n’est annoncée.</Vide>}
          colonnes={[
            {
              cle: 'quand',
              titre: 'Quand',
              entete: true,
              contenu: ({ debutLe, minutes }) => (
                <>
                  {dateLongue(jourDe(debutLe))}, {heure(debutLe)}
                  <small>{duree(minutes)}</small>
                </>
              ),
            },
            { cle: 'titre', titre: 'Réunion', contenu: ({ titre, centre }) => `${titre} (${centre})` },
            {
              cle: 'lieu',
              titre: 'Où',
              contenu: ({ lieu, adresse }) =>
                adresse ? <a href={adresse}>{lieu || 'À distance'}</a> : lieu || 'à préciser',
            },
            {
              cle: 'etat',
              titre: 'État',
              contenu: ({ id, centreId, debutLe, annuleeLe, version }) =>
                annuleeLe ? (
                  'annulée'
                ) : debutLe < maintenant ? (
                  'passée'
                ) : centreId === acteur.organismeId ? (
                  <BoutonPost
                    action={`/achats/${operation.id}/reunions/${id}/annuler`}
                    champs={{ version }}
                    icone="annuler"
                    petit
                  >
                    Annuler
                  </BoutonPost>
                ) : (
                  'annoncée'
                ),
            },
          ]}
        />
        {participe(acteur, operation.decision) && (
          <Section titre={`Annoncer une réunion, ${acteur.libelle}`} filet>
            <Formulaire id="reunion" action={`/achats/${operation.id}/reunions`} cle={cle} {...retour}>
              <ChampTexte nom="titre" libelle="Titre" />
              <CoteACote>
                <ChampDate nom="le" libelle="Jour" />
                <ChampHeure nom="heure" libelle="Heure" />
                <ChampNombre nom="minutes" libelle="Durée" unite="minutes" valeur="60" />
              </CoteACote>
              <ChampTexte nom="lieu" libelle="Lieu" facultatif />
              <ChampTexte nom="adresse" libelle="Adresse du salon à distance" type="url" facultatif />
              <Actions>
                <Bouton variante="primaire" icone="enregistrer">
                  Annoncer la réunion
                </Bouton>
              </Actions>
            </Formulaire>
          </Section>
        )}
      </>
    ),
  }
}
