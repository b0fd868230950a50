import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { compte, date, dateSaisie } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampDate, CoteACote, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import { AVIS } from '../../domain/adhesion/adhesion.ts'
import type { OperationLue } from '../../operations/operations.queries.ts'
import { RUBRIQUE } from '../../vues.tsx'
import type { EmployeurAuComite, SeanceDeComite } from './comites.queries.ts'

/** The comité social of the reader's own centre: the advice to enter, and its calendar. */
export function pageComites(
  p: RetourDeFormulaire & {
    readonly formulaire?: 'seance' | 'avis'
    readonly operation: OperationLue
    readonly seances: readonly SeanceDeComite[]
    readonly employeurs: readonly EmployeurAuComite[]
    readonly acteur: Acteur
    readonly aujourdhui: Jour
  },
): ContenuDePage {
  const { operation, seances, employeurs, acteur, aujourdhui } = p
  const racine = `/achats/${operation.id}/comites`
  const retourDe = (formulaire: 'seance' | 'avis') =>
    p.formulaire === formulaire
      ? { fautes: p.fautes ?? [], alerte: p.alerte, ...(p.saisies && { saisies: p.saisies }) }
      : {}
  return {
    titre: 'Comités sociaux',
    h1:
      employeurs.length === 0
        ? 'Aucun dossier n’attend le comité social'
        : `${compte(employeurs.length, 'dossier attend', 'dossiers attendent')} l’avis du comité social`,
    surtitre: operation.titre,
    rubrique: RUBRIQUE,
    ...(p.statut && { statut: p.statut }),
    ariane: [
      { libelle: 'Achats groupés', href: '/achats' },
      { libelle: operation.titre, href: `/achats/${operation.id}` },
      { libelle: 'Adhésions', href: `/achats/${operation.id}/adhesions` },
    ],
    chapeau: (
      <p>
        Les employeurs de moins de 50 agents relèvent du comité {deNom(acteur.libelle)} ; les autres ont le
        leur (CGFP, L. 251-5 et L. 253-5).
      </p>
    ),
    contenu: (
      <>
        <Section titre="Avis rendus en séance" detail="le même avis, pour plusieurs employeurs à la fois">
          {employeurs.length === 0 ? (
            <Vide>Les dossiers déposés par les employeurs apparaîtront ici.</Vide>
          ) : (
            <Formulaire id="avis" prefixe action={`${racine}/avis`} {...retourDe('avis')}>
              <ChampChoix
                nom="employeurs"
                libelle="Employeurs dont le dossier a été examiné"
                plusieurs
                options={employeurs.map(({ employeurId, nom, deposeLe, comiteLe }) => ({
                  valeur: employeurId,
                  libelle: nom,
                  aide: `déposé le ${date(deposeLe)}${comiteLe ? `, séance du ${date(comiteLe)}` : ''}`,
                }))}
              />
              <ChampChoix
                nom="avis"
                libelle="Avis"
                enLigne
                options={Object.entries(AVIS).map(([valeur, libelle]) => ({ valeur, libelle }))}
              />
              <ChampDate nom="le" libelle="Séance du" valeur={dateSaisie(aujourdhui)} />
              <Actions>
                <Bouton variante="primaire" icone="enregistrer">
                  Enregistrer l’avis
                </Bouton>
              </Actions>
            </Formulaire>
          )}
          <p>
            Un avis défavorable unanime se saisit dans le dossier de l’employeur : une nouvelle séance est
            due.
          </p>
        </Section>
        <Section
          titre={`Calendrier du comité, ${acteur.libelle}`}
          detail="séance et dernier jour de dépôt"
          filet
        >
          {p.alerte && p.formulaire === 'seance' && (
            <Alerte>
              <p>{p.alerte}</p>
            </Alerte>
          )}
          <Tableau
            titre="Séances du comité social"
            lignes={seances}
            cleDe={({ id }) => id}
            vide={<Vide>Aucune séance n’est connue : ajoutez la prochaine.</Vide>}
            colonnes={[
              { cle: 'le', titre: 'Séance', entete: true, contenu: ({ le }) => date(le) },
              { cle: 'depot', titre: 'Dossiers jusqu’au', contenu: ({ depotJusquau }) => date(depotJusquau) },
              {
                cle: 'etat',
                titre: 'Dépôt',
                contenu: ({ le, depotJusquau }) =>
                  le < aujourdhui ? 'séance passée' : depotJusquau < aujourdhui ? 'clos' : 'ouvert',
              },
              {
                cle: 'retirer',
                titre: 'Retirer',
                contenu: ({ id }) => (
                  <BoutonPost action={`${racine}/seances/${id}/retirer`} icone="retirer" petit>
                    Retirer
                  </BoutonPost>
                ),
              },
            ]}
          />
          <Formulaire id="seance" prefixe action={`${racine}/seances`} {...retourDe('seance')}>
            <CoteACote>
              <ChampDate nom="le" libelle="Séance" />
              <ChampDate nom="depot" libelle="Dossiers jusqu’au" />
            </CoteACote>
            <Actions>
              <Bouton icone="ajouter">Ajouter la séance</Bouton>
            </Actions>
          </Formulaire>
        </Section>
      </>
    ),
  }
}
