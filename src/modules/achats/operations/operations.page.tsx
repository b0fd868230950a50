import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Fictif, Vide } from '#ui/textes.tsx'
import { agitPourSonMembre } from '../domain/droits.ts'
import { OBJETS } from '../domain/operation.ts'
import { EtiquetteOperation, RUBRIQUE } from '../vues.tsx'
import type { OperationLue } from './operations.queries.ts'

/** What members buy together, the next to start first. */
export function pageOperations({
  operations,
  acteur,
}: {
  readonly operations: readonly OperationLue[]
  readonly acteur: Acteur
}): ContenuDePage {
  const lance = agitPourSonMembre.autorise(acteur)
  const ouvertes = operations.filter(({ etat }) => etat === 'consultation').length
  const bouton = (
    <Bouton href="/achats/nouvelle" variante="primaire" icone="ajouter">
      Lancer un achat
    </Bouton>
  )
  return {
    titre: 'Achats groupés',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    chapeau: (
      <p>
        {ouvertes > 0
          ? `${compte(ouvertes, 'consultation d’employeurs est ouverte', 'consultations d’employeurs sont ouvertes')}. `
          : 'Aucune consultation d’employeurs n’est ouverte. '}
        Chaque achat suit une décision : il ne lie que les membres qu’elle lie, et chacun n’écrit qu’à ses
        employeurs.
      </p>
    ),
    actions: lance && bouton,
    contenu: (
      <Tableau
        titre="Achats groupés de la coopération"
        lignes={operations}
        cleDe={({ id }) => id}
        vide={<Vide action={lance && bouton}>Aucun achat groupé n’est enregistré.</Vide>}
        colonnes={[
          {
            cle: 'titre',
            titre: 'Achat',
            entete: true,
            contenu: ({ id, titre, objet, fictif }) => (
              <>
                <a href={`/achats/${id}`}>{titre}</a>
                <small>
                  {OBJETS[objet]} {fictif && <Fictif />}
                </small>
              </>
            ),
          },
          { cle: 'etat', titre: 'État', contenu: ({ etat }) => <EtiquetteOperation etat={etat} /> },
          { cle: 'debut', titre: 'Début du contrat', contenu: ({ debutLe }) => date(debutLe) },
          {
            cle: 'membres',
            titre: 'Membres liés',
            contenu: ({ decision, pilote }) =>
              `${compte(decision.porte.length, 'membre')}, conduit par ${pilote}`,
          },
          {
            cle: 'reponses',
            titre: 'Employeurs',
            nombre: true,
            contenu: ({ cibles, reponses }) =>
              cibles === 0 ? 'pas encore' : `${nombre(reponses)} sur ${nombre(cibles)}`,
          },
        ]}
      />
    ),
  }
}
