import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampDate, ChampFichier, ChampLong, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { RUBRIQUE } from '../cadre.tsx'
import { cycleSchema, DEFINITIFS, type GesteSchema } from '../domain/cycle-schema.ts'
import { direAdoption } from './dire.ts'
import type { SchemaLu } from './schemas.repository.ts'

/** What each deed does, said before it is done. */
const CONSEQUENCES: Readonly<Record<GesteSchema, readonly string[]>> = {
  ouvrir_concertation: [
    'Tous les membres sont invités à lire le texte et à réagir.',
    'Les clauses restent modifiables.',
  ],
  arreter: [
    'Le texte est celui que la conférence a retenu : ses clauses ne se modifient plus.',
    'La rédaction peut encore être reprise tant qu’aucun membre n’a délibéré.',
  ],
  soumettre: [
    'Une ligne est ouverte pour chaque membre : ses propres personnes y enregistrent sa délibération.',
    'Le texte ne changera plus sous les yeux des membres.',
  ],
  signer: ['La date de signature est enregistrée.', 'Les délibérations ne se corrigent plus.'],
  transmettre: [
    'La transmission au préfet de région est enregistrée, à l’initiative du coordonnateur (CGFP L452-11).',
    'La preuve, référence ou fichier, est lisible par tous les membres.',
  ],
  mettre_en_vigueur: [
    'Le texte devient celui de la coopération.',
    'Le texte en vigueur jusqu’ici, s’il y en a un, est remplacé.',
  ],
  constater_fin: ['Plus aucun texte n’est en vigueur jusqu’à l’adoption du suivant.'],
  reprendre: [
    'Le texte redevient un brouillon et ses clauses se modifient à nouveau.',
    'S’il avait été soumis aux membres, il le sera une nouvelle fois.',
  ],
  abandonner: ['Le texte reste lisible, avec son motif.', 'Le texte en vigueur n’est pas touché.'],
}

const DATES: Readonly<Partial<Record<GesteSchema, string>>> = {
  arreter: 'Date de la conférence',
  signer: 'Date de la signature',
  transmettre: 'Date de la transmission',
  mettre_en_vigueur: 'Date d’entrée en vigueur',
}

/** A deed on a text: what it does, what it asks, and how to go back. */
export function pageEtape({
  schema,
  geste,
  aujourdhui,
  fautes,
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly schema: SchemaLu
  readonly geste: GesteSchema
  readonly aujourdhui: Jour
}): ContenuDePage {
  const { libelle } = cycleSchema[geste]
  const libelleDate = DATES[geste]
  return {
    titre: `${libelle} ?`,
    surtitre: schema.titre,
    rubrique: RUBRIQUE,
    ariane: [
      { libelle: 'Schéma', href: '/schema' },
      { libelle: schema.titre, href: `/schema/${schema.id}` },
    ],
    ...(statut && { statut }),
    contenu: (
      <div className="confirmation">
        <ul>
          {CONSEQUENCES[geste].map((consequence) => (
            <li key={consequence}>{consequence}</li>
          ))}
          {geste === 'signer' && <li>{direAdoption(schema.adoptions, schema.regleAdoption)}</li>}
        </ul>
        {DEFINITIFS.has(geste) && <p className="confirmation-definitif">Cette étape ne s’annule pas.</p>}
        <Formulaire
          action={`/schema/${schema.id}/etapes/${geste}`}
          fichiers={geste === 'transmettre'}
          version={schema.version}
          fautes={fautes}
          saisies={saisies}
          alerte={alerte}
        >
          {libelleDate && (
            <ChampDate
              nom="jour"
              libelle={libelleDate}
              valeur={dateSaisie(geste === 'mettre_en_vigueur' ? schema.dateEffet : aujourdhui)}
            />
          )}
          {geste === 'mettre_en_vigueur' && (
            <ChampDate
              nom="fin"
              libelle="Date de fin"
              facultatif
              aide="Vide : sans terme."
              valeur={dateSaisie(schema.dateFin)}
            />
          )}
          {geste === 'arreter' && (
            <ChampTexte
              nom="reference"
              libelle="Décision de la conférence"
              aide="Son numéro, pour la retrouver."
              facultatif
              taille="moyen"
            />
          )}
          {geste === 'transmettre' && (
            <>
              <ChampTexte
                nom="reference"
                libelle="Référence de la transmission"
                aide="Numéro d’accusé de réception ou de courrier. À défaut, joignez un fichier."
                facultatif
                taille="moyen"
              />
              <ChampFichier
                nom="fichier"
                libelle="Preuve"
                aide="PDF, image, texte ou bureautique, 10 Mo au plus. Si le formulaire revient, choisissez-le à nouveau."
                facultatif
              />
            </>
          )}
          {(geste === 'abandonner' || (geste === 'reprendre' && schema.statut !== 'concertation')) && (
            <ChampLong nom="motif" libelle="Pourquoi ?" lignes={3} />
          )}
          <Actions>
            <Bouton variante={geste === 'abandonner' ? 'danger' : 'primaire'}>{libelle}</Bouton>
            <Bouton variante="lien" href={`/schema/${schema.id}`}>
              Revenir au texte
            </Bouton>
          </Actions>
        </Formulaire>
      </div>
    ),
  }
}
