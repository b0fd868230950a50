import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { type Acteur, engageSonOrganisme } from '#shared/acteur.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Citation, Fictif, Section, Vide } from '#ui/textes.tsx'
import type { listDecisionsACiter } from '../bilans/bilans.queries.ts'
import { tientLAvis, tientLesBilans } from '../domain/droits.ts'
import {
  CRITERES,
  gestePropose,
  LIBELLES_ISSUE,
  ORDRE_DES_CRITERES,
  synthetiser,
} from '../domain/evaluation.ts'
import { direPropositions } from './evaluation.page.tsx'
import { EtiquetteEvaluation } from './evaluations.page.tsx'
import type { FicheLue, MembreActuel } from './evaluations.queries.ts'
import { SaisieConclusion, SaisieDeLAvis } from './saisies.tsx'

export type PropsFiche = RetourDeFormulaire & {
  readonly fiche: FicheLue
  readonly membres: readonly MembreActuel[]
  readonly decisions: Awaited<ReturnType<typeof listDecisionsACiter>>
  readonly acteur: Acteur
  readonly formulaire?: 'avis' | 'conclure'
}

/** One action under evaluation: each member's line, what they say together, what the conference concluded. */
export function pageFiche(props: PropsFiche): ContenuDePage {
  const { fiche, membres, acteur, statut, alerte, formulaire } = props
  const ecrit = fiche.statutEvaluation === 'proposition' && tientLAvis(acteur, acteur)
  return {
    titre: `Évaluer ${fiche.code}`,
    h1: fiche.titre,
    surtitre: `Évaluation de l’action ${fiche.code}`,
    rubrique: '/programme',
    ariane: [
      { libelle: 'Évaluation', href: '/evaluations' },
      { libelle: fiche.evaluation, href: `/evaluations/${fiche.evaluationId}` },
    ],
    ...(statut && { statut }),
    chapeau: (
      <p>
        <EtiquetteEvaluation statut={fiche.statutEvaluation} /> {direPropositions(fiche.avis, membres.length)}
        .
      </p>
    ),
    actions: (
      <>
        <Bouton href={`/programme/actions/${fiche.actionId}`} icone="actions">
          Fiche de l’action
        </Bouton>
        {fiche.statutEvaluation === 'decision' && !fiche.issue && engageSonOrganisme.autorise(acteur) && (
          <Bouton variante="primaire" href={adresseDuSujet(fiche, membres)} icone="sujet">
            Proposer à la conférence
          </Bouton>
        )}
      </>
    ),
    contenu: (
      <>
        {alerte && !formulaire && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        <Issue {...props} />
        <Notes fiche={fiche} membres={membres} />
        <Section titre="Ce que chaque direction propose" id="avis">
          {fiche.avis.length === 0 && <Vide>Aucune direction n’a encore répondu.</Vide>}
          {fiche.avis.map(({ organismeId, libelle, proposition, motif, preuves, fictif }) => (
            <Citation
              key={organismeId}
              de={`${libelle} : ${LIBELLES_ISSUE[proposition].toLowerCase()}`}
              source={
                <>
                  {preuves && `Preuves : ${preuves}`} {fictif && <Fictif />}
                </>
              }
            >
              {motif || 'Sans commentaire.'}
            </Citation>
          ))}
        </Section>
        {ecrit && <SaisieDeLAvis {...props} />}
        {fiche.statutEvaluation === 'decision' && tientLesBilans.autorise(acteur) && (
          <SaisieConclusion {...props} />
        )}
      </>
    ),
  }
}

/** The page that proposes a subject, already filled: what is asked, who is bound. */
function adresseDuSujet({ code, titre, avis }: FicheLue, membres: readonly MembreActuel[]): string {
  const question = `Quelle suite donner à l’action ${code} « ${titre} » ?`.slice(0, 300)
  const expose = `Propositions des directions : ${direPropositions(avis, membres.length)}.\n\n${avis
    .map(
      ({ libelle, proposition, motif }) =>
        `${libelle} : ${LIBELLES_ISSUE[proposition].toLowerCase()}. ${motif}`,
    )
    .join('\n')}`
  return `/sujets/nouveau?${new URLSearchParams([
    ['question', question],
    ['expose', expose.slice(0, 1500)],
    ['genre', 'vote'],
    ...membres.map(({ organismeId }) => ['porte', organismeId]),
  ])}`
}

function Issue({ fiche, acteur }: PropsFiche) {
  if (!fiche.issue || !fiche.concluLe) return null
  const geste = gestePropose(fiche.issue, fiche.statut)
  return (
    <Alerte ton="info" titre={`La conférence a décidé : ${LIBELLES_ISSUE[fiche.issue].toLowerCase()}`}>
      <p>
        <a href={`/decisions/${fiche.decisionId}`}>{fiche.decision}</a>, noté le {date(fiche.concluLe)}.{' '}
        {fiche.motif}
      </p>
      {geste && (
        <p>
          Proposé au programme :{' '}
          {geste === 'evaluer' ? 'déclarer l’action évaluée' : 'abandonner l’action, sur cette décision'}.
          Rien n’est changé d’office.{' '}
          {tientLesBilans.autorise(acteur) && (
            <a href={`/programme/actions/${fiche.actionId}`}>Le faire sur la fiche de l’action</a>
          )}
        </p>
      )}
    </Alerte>
  )
}

const Notes = ({ fiche, membres }: Pick<PropsFiche, 'fiche' | 'membres'>) => {
  const { etendues } = synthetiser(fiche.avis, membres.length)
  return (
    <Section titre="Critères" detail="de 0, pas du tout, à 4, très bien">
      <Tableau
        titre="Notes de chaque membre, par critère"
        defile
        lignes={ORDRE_DES_CRITERES}
        cleDe={(critere) => critere}
        colonnes={[
          { cle: 'critere', titre: 'Critère', entete: true, contenu: (critere) => CRITERES[critere] },
          ...membres.map(({ organismeId, libelle }) => ({
            cle: organismeId,
            titre: libelle,
            nombre: true,
            contenu: (critere: (typeof ORDRE_DES_CRITERES)[number]) =>
              fiche.avis.find((avis) => avis.organismeId === organismeId)?.notes[critere] ?? 'Sans avis',
          })),
          {
            cle: 'etendue',
            titre: 'Étendue',
            nombre: true,
            contenu: (critere) => {
              const etendue = etendues[critere]
              if (!etendue) return 'Sans avis'
              return etendue.min === etendue.max ? etendue.min : `de ${etendue.min} à ${etendue.max}`
            },
          },
        ]}
      />
    </Section>
  )
}
