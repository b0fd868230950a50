import { compte } from '#shared/typographie.ts'
import { Etiquette } from '#ui/etiquette.tsx'
import { TexteLibre } from '#ui/textes.tsx'
import { Liste } from './liste.tsx'
import { direEmpreinte, direInstant, direTaille } from './mots.ts'
import type { PropsDepot } from './plis.page.tsx'
import type { PliLu, RefusDePli } from './plis.queries.ts'

const EtatPli = ({ pli }: { readonly pli: PliLu }) =>
  pli.remplaceLe ? (
    <Etiquette ton="neutre" icone="rejet" discrete>
      Remplacé
    </Etiquette>
  ) : pli.ouvertLe ? (
    <Etiquette ton={pli.avis ? 'attention' : 'ok'} icone={pli.avis ? 'danger' : 'fait'} discrete>
      {pli.avis ? 'Ouvert, à relire' : 'Ouvert'}
    </Etiquette>
  ) : pli.avis ? (
    <Etiquette ton="alerte" icone="verrou" discrete>
      Resté fermé
    </Etiquette>
  ) : (
    <Etiquette ton="info" icone="verrou" discrete>
      Scellé
    </Etiquette>
  )

/** What was received: size, instant and fingerprint; the files once it is open, for the member that leads. */
export function Plis({ operation, depot, mene }: PropsDepot) {
  const nomDe = (id: string) => depot.candidats.find((c) => c.id === id)?.nom
  return (
    <Liste<PliLu>
      titre="Plis reçus"
      detail={compte(depot.plis.length, 'pli')}
      lignes={depot.plis}
      vide="Aucun pli n’est arrivé."
      colonnes={[
        {
          cle: 'pli',
          titre: 'Pli',
          entete: true,
          contenu: (p) => `N°\u00a0${p.numero}${mene ? `, ${nomDe(p.candidatId)}` : ''}`,
        },
        {
          cle: 'recu',
          titre: 'Reçu le',
          contenu: (p) => `${direInstant(p.recuLe)}, ${direTaille(p.taille)}`,
        },
        {
          cle: 'empreinte',
          titre: 'Empreinte',
          contenu: (p) => <code>{direEmpreinte(p.empreinte)}</code>,
        },
        {
          cle: 'etat',
          titre: 'État',
          contenu: (p) => (
            <>
              <EtatPli pli={p} />
              {p.remplaceLe && (
                <p className="detail">Le {direInstant(p.remplaceLe)}, gardé sans être ouvert.</p>
              )}
              {p.avis && (mene || !p.ouvertLe) && <TexteLibre texte={p.avis} />}
              {mene &&
                p.fichiers.map((f, i) => (
                  <p key={f.sha256} className="detail">
                    <a href={`/achats/plis/${p.id}/${i === 0 ? 'bordereau' : 'memoire'}`}>{f.nom}</a>,{' '}
                    {direTaille(f.taille)}, empreinte <code>{direEmpreinte(f.sha256)}</code>
                  </p>
                ))}
            </>
          ),
        },
      ]}
    >
      {mene && depot.plis.some(({ avis, ouvertLe }) => avis && ouvertLe) && (
        <p>
          Ce qui n’est pas entré dans l’analyse se saisit depuis{' '}
          <a href={`/achats/${operation.id}/marche`}>la page du marché</a>, d’après les fichiers du pli.
        </p>
      )}
    </Liste>
  )
}

/** Bids that are refused, with what proves it: late, or back once the opening had begun. */
export function Refus({ depot, mene }: PropsDepot) {
  if (depot.refus.length === 0) return null
  return (
    <Liste<RefusDePli>
      titre={depot.refus.some(({ arriveLe }) => arriveLe) ? 'Plis refusés' : 'Plis refusés, hors délai'}
      detail={compte(depot.refus.length, 'refus', 'refus')}
      lignes={depot.refus}
      vide=""
      colonnes={[
        {
          cle: 'recu',
          titre: 'Arrivé le',
          entete: true,
          contenu: (r) =>
            `${direInstant(r.refuseLe)}${mene ? `, ${depot.candidats.find(({ id }) => id === r.candidatId)?.nom}` : ''}`,
        },
        { cle: 'limite', titre: 'Heure limite', contenu: (r) => direInstant(r.limite) },
        {
          cle: 'preuve',
          titre: 'Ce qui est arrivé',
          contenu: (r) => (
            <>
              {direTaille(r.taille)}, empreinte <code>{direEmpreinte(r.empreinte)}</code>
              {r.arriveLe && (
                <p className="detail">
                  Arrivé à l’heure, le {direInstant(r.arriveLe)}, non enregistré à cause d’une panne ; revenu
                  l’ouverture commencée.
                </p>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
