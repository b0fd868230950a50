import { compte, nombre } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, ChampNombre, ChampTexte, CoteACote, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import { fusionner, type RegleDeLot, SEUIL_CELLULE } from '../domain/lots.ts'
import type { PropsMarche } from './marche.page.tsx'
import type { LotLu, MarcheLu } from './marche.queries.ts'

/** The rule of a lot in words: « 44, 49 ; 50 agents et plus ». */
export function direRegle({ departements, agentsMin, agentsMax }: RegleDeLot): string {
  const ou = departements.length === 0 ? 'toute la région' : `départements ${departements.join(', ')}`
  if (agentsMax !== null) return `${ou} ; de ${agentsMin} à ${agentsMax} agents`
  return agentsMin > 0 ? `${ou} ; ${agentsMin} agents et plus` : `${ou} ; tous les employeurs`
}

/** Lots with what they hold; the population is published with its small cells merged. */
export function Lots(props: PropsMarche & { readonly marche: MarcheLu }) {
  const { marche, operation, population, mene } = props
  const trous = (population?.sansLot ?? 0) + (population?.enDouble ?? 0)
  return (
    <Section titre="Lots" detail={compte(marche.lots.length, 'lot')}>
      {trous > 0 && marche.lots.length > 0 && (
        <Alerte ton="attention">
          <p>
            {compte(population!.sansLot, 'employeur recensé', 'employeurs recensés')} sans lot,{' '}
            {nombre(population!.enDouble)} dans plusieurs : chaque employeur va dans un lot, et un seul.
          </p>
        </Alerte>
      )}
      <Tableau<LotLu>
        titre="Lots, leur règle et leur population"
        lignes={marche.lots}
        cleDe={({ id }) => id}
        vide={<Vide>Aucun lot. Un lot dit par une règle quels employeurs il tient.</Vide>}
        colonnes={[
          {
            cle: 'lot',
            titre: 'Lot',
            entete: true,
            contenu: ({ id, numero, objet, offres }) => (
              <>
                {offres > 0 ? <a href={`/achats/lots/${id}`}>Lot {numero}</a> : `Lot ${numero}`} · {objet}
              </>
            ),
          },
          { cle: 'regle', titre: 'Règle', contenu: direRegle },
          {
            cle: 'employeurs',
            titre: 'Employeurs',
            nombre: true,
            contenu: ({ id }) => nombre(population?.lots.get(id)?.employeurs ?? 0),
          },
          {
            cle: 'agents',
            titre: 'Agents',
            nombre: true,
            contenu: ({ id }) => nombre(population?.lots.get(id)?.agents ?? 0),
          },
          ...(mene && !marche.publieLe
            ? [
                {
                  cle: 'retirer',
                  titre: 'Retirer',
                  contenu: ({ id }: LotLu) => (
                    <BoutonPost action={`/achats/${operation.id}/marche/lots/${id}/retirer`} petit>
                      Retirer
                    </BoutonPost>
                  ),
                },
              ]
            : []),
        ]}
      />
      {mene && !marche.publieLe && <FormulaireLot {...props} />}
    </Section>
  )
}

const DIMENSIONS = [
  ['ages', 'Âge'],
  ['categories', 'Catégorie'],
  ['regimes', 'Régime'],
  ['tailles', 'Taille de l’employeur'],
  ['conges', 'Au jour du recensement'],
] as const

/** What candidates receive of the population, by lot, with small cells merged. */
export function PopulationDesLots({ marche, population }: PropsMarche & { readonly marche: MarcheLu }) {
  if (!population || marche.lots.length === 0) return null
  return (
    <Section titre="Population remise aux candidats" detail={`cellules de ${SEUIL_CELLULE} agents au moins`}>
      <p>
        Calculée sur le recensement en vigueur. Une cellule de moins de {SEUIL_CELLULE} agents est fondue dans
        sa voisine : personne ne peut être reconnu, et aucun total ne le permet par soustraction.
      </p>
      <Tableau<LotLu>
        titre="Population et absences de chaque lot"
        lignes={marche.lots}
        cleDe={({ id }) => id}
        colonnes={[
          { cle: 'lot', titre: 'Lot', entete: true, contenu: ({ numero }) => `Lot ${numero}` },
          ...DIMENSIONS.map(([cle, titre]) => ({
            cle,
            titre,
            contenu: ({ id }: LotLu) => {
              const cellules = fusionner(population.lots.get(id)?.statistiques[cle] ?? [])
              return cellules.length === 0
                ? 'sous le seuil'
                : cellules.map(({ libelle, effectif }) => `${libelle} : ${nombre(effectif)}`).join(' ; ')
            },
          })),
        ]}
      />
    </Section>
  )
}

function FormulaireLot({
  operation,
  marche,
  formulaire,
  fautes,
  saisies,
  alerte,
}: PropsMarche & { readonly marche: MarcheLu }) {
  return (
    <Formulaire
      id="lot"
      prefixe
      action={`/achats/${operation.id}/marche/lots`}
      {...(formulaire === 'lot' && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte })}
    >
      <CoteACote>
        <ChampNombre nom="numero" libelle="Numéro" valeur={String(marche.lots.length + 1)} />
        <ChampTexte nom="objet" libelle="Objet du lot" />
      </CoteACote>
      <CoteACote>
        <ChampTexte
          nom="departements"
          libelle="Départements"
          aide="Codes, ou rien pour toute la région."
          facultatif
        />
        <ChampNombre nom="min" libelle="Agents, au moins" facultatif />
        <ChampNombre nom="max" libelle="Agents, au plus" facultatif />
      </CoteACote>
      <Actions>
        <Bouton icone="ajouter">Enregistrer le lot</Bouton>
      </Actions>
    </Formulaire>
  )
}
