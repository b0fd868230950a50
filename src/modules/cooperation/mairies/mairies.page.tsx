import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { deNom } from '#shared/mots.ts'
import { compte, nombre } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, ChampListe, ChampRecherche, ChampTexte, CoteACote, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { EmployeursLus } from './mairies.queries.ts'

export const MAIRIES = '/personnes/mairies'
export const EMPLOYEURS_AU_PLUS = 300

type Props = {
  readonly acteur: Acteur
  readonly lus: EmployeursLus
  readonly q: string
  readonly cle: string
} & RetourDeFormulaire

/** Who acts for each employer of the centre, and the form that gives an access. */
export function pageMairies({ acteur, lus, q, cle, ...retour }: Props): ContenuDePage {
  const { fautes, saisies, alerte, statut } = retour
  const { employeurs, total, sans } = lus
  const coupe = employeurs.length < total ? `, les ${nombre(employeurs.length)} premiers ici` : ''
  return {
    titre: 'Accès des mairies',
    surtitre: acteur.libelle,
    rubrique: '/personnes',
    ariane: [{ libelle: 'Annuaire', href: '/personnes' }],
    ...(statut && { statut }),
    chapeau: (
      <p>
        Une secrétaire reçoit un lien par courriel et entre sans mot de passe. La même adresse donnée pour
        plusieurs communes ouvre une seule session pour toutes.
      </p>
    ),
    contenu: (
      <>
        <Section titre="Donner un accès">
          {employeurs.length === 0 && !q ? (
            <Vide action={<Bouton href="/imports/employeurs">Importer mes employeurs</Bouton>}>
              Aucun employeur n’est affilié à votre centre dans cette coopération.
            </Vide>
          ) : (
            <Formulaire
              action={MAIRIES}
              cle={cle}
              champs={{ q }}
              id="acces"
              {...(fautes && { fautes })}
              {...(saisies && { saisies })}
              alerte={alerte}
            >
              <ChampListe
                nom="organisme"
                libelle="Employeur"
                {...(coupe && {
                  aide: 'Les premiers de votre centre seulement : cherchez-en un par son nom, plus bas, et il sera ici.',
                })}
                vide="Choisissez"
                options={employeurs.map(({ id, nom, secretaires }) => ({
                  valeur: id,
                  libelle: secretaires.length === 0 ? `${nom} (personne encore)` : nom,
                }))}
              />
              <CoteACote>
                <ChampTexte nom="nom" libelle="Nom ou fonction" />
                <ChampTexte nom="courriel" libelle="Adresse électronique" />
              </CoteACote>
              <Actions>
                <Bouton variante="primaire" icone="envoyer">
                  Donner l’accès et envoyer le lien
                </Bouton>
              </Actions>
            </Formulaire>
          )}
        </Section>
        <Section
          titre="Employeurs de votre centre"
          detail={`${compte(total, 'employeur')}, ${nombre(sans)} sans accès${coupe}`}
          filet
        >
          <Formulaire action={MAIRIES} methode="get" enLigne saisies={{ q }}>
            <ChampRecherche nom="q" libelle="Chercher un employeur" />
            <Bouton icone="recherche">Chercher</Bouton>
          </Formulaire>
          <Tableau
            titre="Accès par employeur"
            lignes={employeurs}
            cleDe={({ id }) => id}
            vide={<Vide>Aucun employeur de votre centre ne porte ce nom.</Vide>}
            colonnes={[
              { cle: 'nom', titre: 'Employeur', entete: true, contenu: ({ nom }) => nom },
              {
                cle: 'qui',
                titre: 'Qui agit pour lui',
                contenu: ({ secretaires }) =>
                  secretaires.length === 0 ? (
                    'Personne encore'
                  ) : (
                    <ul className="liste-simple">
                      {secretaires.map(({ mandatId, nom, courriel, version, entreeLe }) => (
                        <li key={mandatId}>
                          {nom}, {courriel}
                          {entreeLe === null && <span className="detail"> (pas encore entrée)</span>}{' '}
                          <BoutonPost
                            action={`${MAIRIES}/${mandatId}/retirer`}
                            champs={{ version: String(version) }}
                          >
                            Retirer<span className="vh"> l’accès {deNom(nom)}</span>
                          </BoutonPost>
                        </li>
                      ))}
                    </ul>
                  ),
              },
            ]}
          />
        </Section>
      </>
    ),
  }
}
