import type { Acteur } from '#shared/acteur.ts'
import { date } from '#shared/typographie.ts'
import { Progression } from '#ui/progression.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section } from '#ui/textes.tsx'
import { compterAdoptions } from '../../domain/adoption.ts'
import { tientLaLigne } from '../../domain/droits.ts'
import { direAdoption } from '../dire.ts'
import type { AdoptionLue, SchemaLu } from '../schemas.repository.ts'
import { EtiquetteAvis } from '../vues.tsx'

const direActe = ({ numeroActe, dateActe }: AdoptionLue): string =>
  [numeroActe && `n° ${numeroActe}`, dateActe && `du ${date(dateActe)}`].filter(Boolean).join(' ')

const direVote = ({ votePour, voteContre, voteAbstention }: AdoptionLue): string =>
  votePour === null
    ? ''
    : `${votePour} pour, ${voteContre ?? 0} contre, ${voteAbstention ?? 0} abstention${(voteAbstention ?? 0) > 1 ? 's' : ''}`

/** Who has deliberated, who has not: one row per member, filled by its own people. */
export function Adoptions({ schema, acteur }: { readonly schema: SchemaLu; readonly acteur: Acteur }) {
  if (schema.adoptions.length === 0) return null
  const { acquises, requises } = compterAdoptions(schema.adoptions, schema.regleAdoption)
  const signatures = schema.regleAdoption === 'signature_presidents'
  const ouvert = schema.statut === 'deliberation'
  return (
    <Section titre="Délibérations des membres" id="deliberations" filet>
      <p>
        <Progression
          libelle="Accords des membres"
          valeur={acquises}
          max={requises}
          mots={`${acquises}/${requises}`}
        />
      </p>
      <p className="detail">{direAdoption(schema.adoptions, schema.regleAdoption)}</p>
      <Tableau
        titre="Délibérations des membres"
        lignes={schema.adoptions}
        cleDe={({ organismeId }) => organismeId}
        estCourante={({ organismeId }) => organismeId === acteur.organismeId}
        colonnes={[
          {
            cle: 'membre',
            titre: 'Membre',
            entete: true,
            contenu: ({ libelle, organismeId }) => (
              <a href={`/schema/${schema.id}/deliberations/${organismeId}`}>
                {ouvert && tientLaLigne(acteur, { organismeId }) ? `${libelle} : enregistrer` : libelle}
              </a>
            ),
          },
          { cle: 'avis', titre: 'Avis', contenu: ({ avis }) => <EtiquetteAvis avis={avis} /> },
          { cle: 'acte', titre: 'Acte', contenu: direActe },
          { cle: 'vote', titre: 'Vote', contenu: direVote },
          ...(signatures
            ? [
                {
                  cle: 'signature',
                  titre: 'Signature',
                  contenu: ({ signeLe }: AdoptionLue) => (signeLe ? date(signeLe) : 'attendue'),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
