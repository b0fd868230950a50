import { compte, date, dateSaisie, nombre } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Actions, ChampDate, ChampListe, ChampNombre, CoteACote, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { RevisionJugee } from './bilan-du-contrat.ts'
import type { PropsExecution } from './execution.page.tsx'

const ISSUES = { attendue: 'à répondre', acceptee: 'acceptée', refusee: 'refusée' } as const
const enTaux = (milli: number): string => `${nombre(milli / 1000)} %`

/** Rates that insurers ask for, judged against the clause: allowed or not, by how much. */
export const Revisions = (p: PropsExecution & { readonly mene: boolean }) => (
  <Section
    titre="Taux demandés"
    detail="jugés contre la clause du contrat ; la plateforme ne décide rien"
    id="taux"
    filet
  >
    <Tableau
      titre="Taux demandés par les assureurs"
      lignes={p.bilan.revisions}
      cleDe={({ revision }) => revision.id}
      vide={<Vide>Aucune demande n’est enregistrée.</Vide>}
      colonnes={[
        {
          cle: 'demande',
          titre: 'Demande',
          entete: true,
          contenu: ({ contrat, revision }) => (
            <>
              {enTaux(revision.taux)} en {revision.annee}
              <small>
                {contrat.assureur}, {contrat.intitule}, {revision.niveau}, reçue le {date(revision.recueLe)}
              </small>
            </>
          ),
        },
        { cle: 'verdict', titre: 'La clause', contenu: (jugee) => <Verdict {...jugee} /> },
        { cle: 'pourquoi', titre: 'Pourquoi', contenu: ({ verdict }) => direPourquoi(verdict) },
        {
          cle: 'issue',
          titre: 'Réponse',
          contenu: ({ revision, verdict }) =>
            revision.issue === 'attendue' && p.mene
              ? (['acceptee', 'refusee'] as const)
                  .filter((issue) => issue === 'refusee' || verdict?.permise)
                  .map((issue) => (
                    <BoutonPost
                      key={issue}
                      petit
                      icone={issue === 'acceptee' ? 'fait' : 'rejet'}
                      action={`/achats/${p.operation.id}/execution/revisions/${revision.id}`}
                      champs={{ issue, version: revision.version }}
                    >
                      {issue === 'acceptee' ? 'Accepter' : 'Refuser'}
                    </BoutonPost>
                  ))
              : `${ISSUES[revision.issue]}${revision.issueLe ? ` le ${date(revision.issueLe)}` : ''}`,
        },
      ]}
    />
    {p.mene && <Demande {...p} />}
  </Section>
)

const Verdict = ({ verdict }: RevisionJugee) =>
  verdict === null ? (
    'aucun taux connu avant cette année'
  ) : verdict.permise ? (
    <Etiquette ton="ok" icone="fait" discrete>
      Permet : {nombre(verdict.maximum)} % au plus
    </Etiquette>
  ) : (
    <Etiquette ton="alerte" icone="attention" discrete>
      {verdict.depassement > 0
        ? `Ne permet pas : ${enTaux(verdict.depassement)} de trop`
        : 'Ne permet pas : condition non remplie'}
    </Etiquette>
  )

const direPourquoi = (verdict: RevisionJugee['verdict']): string =>
  verdict === null ? '' : [verdict.pourquoi, ...verdict.alertes].join(' ; ')

function Demande({ operation, bilan, aujourdhui, fautes, saisies }: PropsExecution) {
  const niveaux = [
    ...new Set(bilan.contrats.flatMap(({ contrat }) => contrat.tarifs.map(({ niveau }) => niveau))),
  ]
  const annee = Number(aujourdhui.slice(0, 4)) + 1
  return (
    <details open={saisies !== undefined}>
      <summary>Enregistrer une demande d’un assureur</summary>
      <Formulaire
        id="revision"
        prefixe
        action={`/achats/${operation.id}/execution/revisions`}
        fautes={fautes ?? []}
        {...(saisies && { saisies })}
      >
        <CoteACote>
          <ChampListe
            nom="contrat"
            libelle="Contrat"
            options={bilan.contrats.map(({ contrat }) => ({ valeur: contrat.id, libelle: contrat.intitule }))}
          />
          <ChampListe
            nom="niveau"
            libelle="Niveau"
            options={niveaux.map((niveau) => ({ valeur: niveau, libelle: niveau }))}
          />
        </CoteACote>
        <CoteACote>
          <ChampNombre nom="taux" libelle="Taux demandé" unite="%" decimales />
          <ChampNombre nom="annee" libelle="Pour l’année" valeur={String(annee)} />
          <ChampDate nom="recueLe" libelle="Reçue le" valeur={dateSaisie(aujourdhui)} />
          <ChampDate nom="effetLe" libelle="Effet demandé le" valeur={`01/01/${annee}`} />
        </CoteACote>
        <p className="detail">{compte(bilan.contrats.length, 'contrat')} dans cet achat.</p>
        <Actions>
          <Bouton icone="enregistrer">Enregistrer la demande</Bouton>
        </Actions>
      </Formulaire>
    </details>
  )
}
