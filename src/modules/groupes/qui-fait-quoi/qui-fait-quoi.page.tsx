import { OngletsDuProgramme } from '#modules/programme'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { compte } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, ChampListe, ChampRecherche, ChampTexte, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Fictif, Section, Vide } from '#ui/textes.tsx'
import { tientSonSiege } from '../domain/droits.ts'
import type { MembreActuel, PersonneEnFonction } from '../groupes.queries.ts'
import { RUBRIQUE } from '../vues.tsx'
import type { LigneAnnuaire } from './qui-fait-quoi.queries.ts'

type Props = RetourDeFormulaire & {
  readonly lignes: readonly LigneAnnuaire[]
  readonly membres: readonly MembreActuel[]
  readonly personnes: readonly PersonneEnFonction[]
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly cherche: string
}

/** Subjects × members: who to ask, and how. */
export function pageQuiFaitQuoi(props: Props): ContenuDePage {
  const { lignes, membres, acteur, cherche, statut, alerte, fautes } = props
  const sujets = [...new Map(lignes.map((ligne) => [ligne.sujet.toLowerCase(), ligne.sujet])).values()]
  return {
    titre: 'Qui fait quoi',
    h1: 'Qui fait quoi, chez chaque membre ?',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    chapeau: (
      <p>
        Les sujets que chaque membre a inscrits, et les sièges des groupes de travail.{' '}
        {compte(sujets.length, 'sujet')}.
      </p>
    ),
    contenu: (
      <>
        <OngletsDuProgramme courant="/qui-fait-quoi" />
        {alerte && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        <Formulaire action="/qui-fait-quoi" methode="get" enLigne saisies={{ q: cherche }}>
          <ChampRecherche nom="q" libelle="Sujet, personne ou rôle" />
          <Actions>
            <Bouton icone="recherche">Chercher</Bouton>
          </Actions>
        </Formulaire>
        <Tableau
          titre="Sujets et personnes, par membre"
          defile
          lignes={sujets}
          cleDe={(sujet) => sujet}
          vide={
            <Vide action={cherche && <Bouton href="/qui-fait-quoi">Voir tous les sujets</Bouton>}>
              {cherche
                ? `Personne n’est inscrit pour « ${cherche} ». Essayez un mot plus court.`
                : 'Aucun sujet n’est encore inscrit.'}
            </Vide>
          }
          colonnes={[
            {
              cle: 'sujet',
              titre: 'Sujet',
              entete: true,
              contenu: (sujet) => {
                const groupe = lignes.find((l) => l.groupeId && l.sujet === sujet)
                return groupe ? <a href={`/groupes/${groupe.groupeId}`}>{sujet}</a> : sujet
              },
            },
            ...membres.map(({ organismeId, libelle }) => ({
              cle: organismeId,
              titre: libelle,
              contenu: (sujet: string) => {
                const siennes = lignes.filter(
                  (l) => l.organismeId === organismeId && l.sujet.toLowerCase() === sujet.toLowerCase(),
                )
                return siennes.map((ligne) => (
                  <Contact
                    key={`${ligne.id}${ligne.courriel}${ligne.role}`}
                    ligne={ligne}
                    retirable={
                      ligne.id !== null &&
                      organismeId === acteur.organismeId &&
                      tientSonSiege.autorise(acteur)
                    }
                  />
                ))
              },
            })),
          ]}
        />
        {tientSonSiege.autorise(acteur) && (
          <Section titre={`Inscrire une personne du ${acteur.libelle}`} id="inscrire" filet>
            <Inscription {...props} fautes={fautes ?? []} />
          </Section>
        )}
      </>
    ),
  }
}

const Contact = ({ ligne, retirable }: { readonly ligne: LigneAnnuaire; readonly retirable: boolean }) => (
  <div>
    <a href={`mailto:${ligne.courriel}`}>{ligne.nom}</a>
    {(ligne.role || ligne.telephone) && (
      <small>{[ligne.role, ligne.telephone].filter(Boolean).join(' · ')}</small>
    )}{' '}
    {ligne.fictif && <Fictif />}
    {retirable && (
      <BoutonPost
        action={`/qui-fait-quoi/${ligne.id}/retirer`}
        champs={{ version: ligne.version }}
        petit
        variante="lien"
      >
        Retirer
      </BoutonPost>
    )}
  </div>
)

const Inscription = ({ personnes, saisies, fautes, maintenant }: Props) => (
  <Formulaire
    action="/qui-fait-quoi"
    saisies={saisies}
    cle={valeurDe(saisies, 'cle', nouvelId(+maintenant))}
    {...(fautes && { fautes })}
  >
    <ChampTexte
      nom="sujet"
      libelle="Sujet"
      aide="Comme on le cherche : retraite, conseil médical, concours…"
    />
    <ChampListe
      nom="personne"
      libelle="Personne"
      vide="Choisissez"
      options={personnes.map(({ id, nom }) => ({ valeur: id, libelle: nom }))}
    />
    <ChampTexte nom="role" libelle="Ce qu’elle y fait" facultatif />
    <Actions>
      <Bouton variante="primaire" icone="ajouter">
        Inscrire
      </Bouton>
    </Actions>
  </Formulaire>
)
