import { Lien } from '../bouton.tsx'
import { Carte } from '../carte/carte.tsx'
import { Etiquette } from '../etiquette.tsx'
import { GraphiqueBarres, GraphiqueEmpile } from '../graphique/barres.tsx'
import { GraphiqueLignes } from '../graphique/lignes.tsx'
import { Liste } from '../liste.tsx'
import { Progression } from '../progression.tsx'
import { Tableau } from '../tableau.tsx'
import { Pagination, Section, Vide } from '../textes.tsx'
import { DROITE_A_GAUCHE, LONG, SOIXANTE } from './exemples.ts'

const LIGNES = [
  { titre: 'Désigner un référent dans chaque organisme', qui: 'Membre 44', part: 100, agents: 1739 },
  { titre: LONG, qui: DROITE_A_GAUCHE, part: 58, agents: 12 },
  { titre: SOIXANTE, qui: 'Membre 72', part: 0, agents: 0 },
]

const MOIS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.']

const cinq = (defile: boolean) => (
  <Tableau
    titre={defile ? 'Actions, dans une région qui défile' : 'Actions, triées par échéance'}
    titreVisible
    defile={defile}
    lignes={LIGNES}
    cleDe={({ titre }) => titre}
    estCourante={({ part }) => part === 58}
    tri={{ cle: 'qui', sens: 'asc' }}
    trier={({ cle, sens }) => `?tri=${cle}&sens=${sens}`}
    colonnes={[
      {
        cle: 'titre',
        titre: 'Action',
        entete: true,
        triable: true,
        contenu: ({ titre }) => <a href="#action">{titre}</a>,
        total: 'Ensemble',
      },
      { cle: 'qui', titre: 'Portée par', triable: true, contenu: ({ qui }) => <bdi>{qui}</bdi>, total: '' },
      {
        cle: 'part',
        titre: 'Avancement',
        contenu: ({ part }) => <Progression libelle="Avancement" valeur={part} enRetard={part === 58} />,
        total: '',
      },
      {
        cle: 'agents',
        titre: 'Agents',
        nombre: true,
        triable: true,
        contenu: ({ agents }) => agents.toLocaleString('fr-FR').replaceAll('\u202f', ' '),
        total: '1 751',
      },
    ]}
    pied={
      <>
        <Pagination
          libelle={defile ? 'Pages de la seconde liste' : undefined}
          page={2}
          derniere={false}
          pages={4}
          adresse={(page) => `?page=${page}`}
        />
        <Lien href="#csv" icone="telecharger">
          Exporter (CSV)
        </Lien>
      </>
    }
  />
)

/** Tables, lists, charts, map. */
export const Donnees = () => (
  <>
    <Section titre="Tableaux">
      {cinq(false)}
      {cinq(true)}
      <Tableau
        titre="Tableau vide"
        lignes={[]}
        cleDe={String}
        colonnes={[]}
        vide={<Vide>Aucune action : le plan commence en janvier.</Vide>}
      />
    </Section>
    <Section titre="Listes">
      <Liste
        lignes={[
          {
            cle: '1',
            quand: { mot: 'Aujourd’hui', detail: 'avant 17 h', urgent: true },
            surtitre: 'Organisme A · demande 004218',
            titre: 'On vous pose une question',
            href: '#1',
            detail:
              'Il manque la date de fin du dernier contrat. Le dossier est arrêté chez vous depuis 2 jours ouvrés.',
            fin: (
              <Etiquette ton="attention" icone="a_vous">
                À vous
              </Etiquette>
            ),
          },
          {
            cle: '2',
            quand: { mot: 'Ven. 27 nov.', detail: 'dans 3 jours ouvrés' },
            titre: LONG,
            href: '#2',
            courante: true,
            fin: (
              <Etiquette ton="neutre" icone="sablier">
                Chez un tiers
              </Etiquette>
            ),
          },
          { cle: '3', titre: SOIXANTE, href: '#3', detail: <bdi>{DROITE_A_GAUCHE}</bdi> },
        ]}
      />
      <Liste lignes={[]} vide={<Vide>Rien à vous. Quatre demandes attendent quelqu’un.</Vide>} />
    </Section>
    <Section titre="Graphiques" detail="chacun dit sa conclusion et donne ses chiffres">
      <div className="cartes">
        <GraphiqueBarres
          format="demi"
          id="barres"
          conclusion="142 réponses en novembre, après un maximum de 164 en octobre."
          titre="Réponses reçues, par mois"
          libelle="Réponses"
          nomDesCategories="Mois"
          categories={MOIS.map((libelle, i) => ({ libelle, courante: i === 10 }))}
          valeurs={[14, 22, 41, 38, 57, 96, 63, null, 118, 164, 142]}
        />
        <GraphiqueEmpile
          format="demi"
          id="pile"
          conclusion="À partir de mars, le contrat ajoute 620 € à 925 €."
          titre="Net reçu chaque mois"
          nomDesCategories="Mois"
          categories={['déc.', 'janv.', 'févr.', 'mars', 'avr.'].map((libelle) => ({ libelle }))}
          series={[
            { libelle: 'Versé par l’employeur', motif: 'plein', valeurs: [1609, 1664, 1319, 925, 925] },
            { libelle: 'Ajouté par le contrat', motif: 'hachures', valeurs: [0, 0, 289, 620, 620] },
          ]}
          repere={{ valeur: 1849, libelle: 'Net habituel : 1 849 €' }}
        />
        <GraphiqueLignes
          format="demi"
          conclusion="La médiane passe au-dessus de 100 % de 2029 à 2031, puis revient à l’équilibre."
          titre="Charge rapportée aux cotisations, en %"
          nomDesCategories="Année"
          sansZero
          formater={(valeur) => `${valeur} %`}
          categories={['2027', '2028', '2029', '2030', '2031', '2032'].map((libelle) => ({ libelle }))}
          series={[
            {
              libelle: 'Médiane',
              valeurs: [95, 99, 103, 102, 101, 100],
              bande: [
                { bas: 90, haut: 101 },
                { bas: 91, haut: 107 },
                { bas: 92, haut: 115 },
                { bas: 89, haut: 117 },
                { bas: 86, haut: 118 },
                { bas: 83, haut: 120 },
              ],
            },
            { libelle: 'Prévue', trait: 'tirets', valeurs: [90, 92, null, 94, 93, 92] },
          ]}
          repere={{ valeur: 100, libelle: 'équilibre, 100 %' }}
        />
        <Carte
          conclusion="Du nord au sud, la part va de 38 % en Mayenne à 83 % en Vendée ; la Sarthe n’a rien transmis."
          titre="Part des organismes ayant répondu, par département"
          libelle="Part"
          formater={(valeur) => `${valeur} %`}
          bornes={[40, 55, 70, 80]}
          departements={[
            { code: '44', valeur: 71, href: '#44' },
            { code: '49', valeur: 64 },
            { code: '53', valeur: 38 },
            { code: '72', valeur: null },
            { code: '85', valeur: 83 },
          ]}
        />
      </div>
    </Section>
  </>
)
