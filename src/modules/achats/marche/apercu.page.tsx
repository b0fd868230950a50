import type { ContenuDePage } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { compte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { type OffreSaisie, tauxTotal } from '../domain/offres.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { RUBRIQUE } from '../vues.tsx'
import { ecrireTaux } from './fiche.ts'
import type { LigneRefusee, OffresLues } from './lire-offres.ts'

/** What a file of bids holds, before anything is written: what would be recorded, what is refused and why. */
export const pageApercu = ({
  operation,
  nom,
  lues: { offres, refusees },
  contenu,
}: {
  readonly operation: OperationLue
  readonly nom: string
  readonly lues: OffresLues
  /** The rows that were read, to be judged again when they are confirmed. */
  readonly contenu: string
}): ContenuDePage => ({
  titre: 'Aperçu des offres',
  surtitre: operation.titre,
  rubrique: RUBRIQUE,
  ariane: [
    { libelle: 'Achats groupés', href: '/achats' },
    { libelle: operation.titre, href: `/achats/${operation.id}` },
    { libelle: 'Marché et offres', href: `/achats/${operation.id}/marche` },
  ],
  chapeau: (
    <p>
      « {nom} » : {compte(offres.length, 'offre lue', 'offres lues')},{' '}
      {compte(refusees.length, 'ligne refusée', 'lignes refusées')}. Rien n’est encore enregistré.
    </p>
  ),
  contenu: (
    <>
      <Section titre="Ce qui sera enregistré">
        <Tableau<OffreSaisie>
          titre="Offres lues"
          lignes={offres}
          cleDe={({ lot, siret }) => `${lot}:${siret}`}
          vide={<Vide>Aucune offre n’est lisible. Corrigez le fichier, puis envoyez-le de nouveau.</Vide>}
          colonnes={[
            { cle: 'lot', titre: 'Lot', entete: true, contenu: ({ lot }) => `Lot ${lot}` },
            { cle: 'candidat', titre: 'Candidat', contenu: ({ candidat }) => candidat },
            { cle: 'recue', titre: 'Reçue le', contenu: ({ recuLe }) => `${recuLe.jour} ${recuLe.heure}` },
            {
              cle: 'taux',
              titre: 'Taux en tout, par niveau',
              contenu: ({ taux }) =>
                taux.map((t) => `${t.niveau} : ${ecrireTaux(tauxTotal(t))} %`).join(' ; '),
            },
          ]}
        />
        {offres.length > 0 && (
          <Formulaire
            action={`/achats/${operation.id}/marche/importer`}
            cle={nouvelId()}
            champs={{ contenu }}
          >
            <Actions>
              <Bouton variante="primaire">Enregistrer {compte(offres.length, 'offre')}</Bouton>
              <Bouton href={`/achats/${operation.id}/marche`}>Ne rien enregistrer</Bouton>
            </Actions>
          </Formulaire>
        )}
      </Section>
      {refusees.length > 0 && (
        <Section titre="Lignes refusées" detail="la ligne est celle du tableur">
          <Tableau<LigneRefusee>
            titre="Lignes refusées et leur motif"
            lignes={refusees}
            cleDe={({ ligne, motif }) => `${ligne}:${motif}`}
            colonnes={[
              { cle: 'ligne', titre: 'Ligne', entete: true, contenu: ({ ligne }) => String(ligne) },
              { cle: 'motif', titre: 'Motif', contenu: ({ motif }) => motif },
            ]}
          />
        </Section>
      )}
    </>
  ),
})
