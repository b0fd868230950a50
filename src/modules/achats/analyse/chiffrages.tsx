import { jourDe } from '#shared/dates.ts'
import { date, montant, nombre } from '#shared/typographie.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { conduit } from '../domain/droits.ts'
import type { PropsAnalyse } from './analyse.page.tsx'
import type { ChiffrageLu } from './analyse.queries.ts'

/** Prices sealed on each state of the census: the former ones stay, and say that the census changed since. */
export function Chiffrages({ lot, marche, offres, chiffrages, etat, acteur, operation }: PropsAnalyse) {
  if (!marche.ouvertLe) return null
  return (
    <Section titre="Chiffrages scellés" detail="jamais modifiés" filet>
      <Tableau<ChiffrageLu>
        titre="Chiffrages scellés de ce lot, cotisation annuelle"
        lignes={chiffrages}
        cleDe={({ numero }) => String(numero)}
        vide={
          <Vide>
            Aucun chiffrage n’est scellé : il en faut un, sur le recensement en vigueur, pour attribuer.
          </Vide>
        }
        colonnes={[
          {
            cle: 'numero',
            titre: 'Chiffrage',
            entete: true,
            contenu: ({ numero, faitLe }) => `N° ${numero}, ${date(jourDe(faitLe))}`,
          },
          {
            cle: 'agents',
            titre: 'Agents, tous lots',
            nombre: true,
            contenu: ({ agents }) => nombre(agents),
          },
          ...offres.map(({ id, lettre }) => ({
            cle: id,
            titre: `Offre ${lettre}`,
            nombre: true,
            contenu: ({ resultats }: ChiffrageLu) =>
              resultats[id] ? montant(resultats[id].total) : 'sans prix',
          })),
          {
            cle: 'etat',
            titre: 'État',
            contenu: ({ recensements }) =>
              recensements === etat.empreinte ? (
                <Etiquette ton="ok" icone="fait" discrete>
                  Recensement en vigueur
                </Etiquette>
              ) : (
                <Etiquette ton="attention" icone="historique" discrete>
                  Recensement remplacé depuis
                </Etiquette>
              ),
          },
        ]}
      />
      {conduit(acteur, operation) && chiffrages[0]?.recensements !== etat.empreinte && (
        <BoutonPost action={`/achats/lots/${lot.id}/chiffrages`} icone="calcul">
          Sceller le chiffrage de tous les lots
        </BoutonPost>
      )}
    </Section>
  )
}
