import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { compte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampFichier,
  ChampListe,
  ChampLong,
  ChampTexte,
  Formulaire,
} from '#ui/formulaire.tsx'
import { Colonnes, Fiche, Section } from '#ui/textes.tsx'
import { promesseDe, type TypeLu } from '../catalogue/catalogue.queries.ts'
import type { Employeur } from '../demandes.queries.ts'
import { type Champ, lireChamps, lirePieces } from '../domain/formulaire.ts'
import { RUBRIQUE } from '../vues.tsx'

/** The fields of a type, as the employer fills them. The condition of a field is written beside it: nothing hides without script. */
export function ChampsDuType({ champs }: { readonly champs: readonly Champ[] }) {
  return champs.map(({ nom, genre, libelle, facultatif, options, si }) => {
    const source = si && champs.find((champ) => champ.nom === si.champ)
    const commun = {
      nom,
      libelle,
      facultatif: facultatif || si !== null,
      ...(source && { aide: `À remplir si « ${source.libelle} » : ${si.vaut}.` }),
    }
    if (genre === 'long') return <ChampLong key={nom} {...commun} />
    if (genre === 'date') return <ChampDate key={nom} {...commun} />
    if (genre === 'choix' || genre === 'oui_non')
      return (
        <ChampChoix
          key={nom}
          {...commun}
          enLigne={genre === 'oui_non'}
          options={options.map((valeur) => ({ valeur, libelle: valeur }))}
        />
      )
    return <ChampTexte key={nom} {...commun} taille={genre === 'nombre' ? 'court' : undefined} />
  })
}

export type PropsDepot = RetourDeFormulaire & {
  readonly type: TypeLu
  readonly employeurs: readonly Employeur[]
  readonly commune: string | undefined
  readonly action: string
  readonly cle?: string
  readonly version?: number
  readonly ariane: NonNullable<ContenuDePage['ariane']>
  /** A centre writes in the name of an employer: how the request came. */
  readonly origines?: Readonly<Record<string, string>>
}

/** The form of a request: for whom, the subject, the fields of its type, its pieces; sent, or kept as a draft. */
export function pageDepot(props: PropsDepot): ContenuDePage {
  const {
    type,
    employeurs,
    commune,
    action,
    cle,
    version,
    fautes,
    saisies,
    alerte,
    statut,
    ariane,
    origines,
  } = props
  const { champs } = lireChamps(type.champs)
  const pieces = lirePieces(type.pieces)
  const promesse = promesseDe(type)
  return {
    titre: type.libelle,
    rubrique: RUBRIQUE,
    ariane,
    chapeau: type.description && <p>{type.description}</p>,
    ...(statut && { statut }),
    ...(!origines && { ilots: ['brouillon-demande'] }),
    contenu: (
      <Colonnes
        cote={
          <Section titre="Ce qui vous est promis">
            <Fiche
              etroite
              lignes={[
                { nom: 'Accusé de réception', valeur: 'Tout de suite, à l’écran et par courriel' },
                {
                  nom: 'Prise en charge',
                  valeur: `${compte(promesse.priseJours, 'jour ouvré', 'jours ouvrés')} au plus`,
                },
                {
                  nom: 'Réponse',
                  valeur: `${compte(promesse.reponseJours, 'jour ouvré', 'jours ouvrés')} de travail du centre`,
                },
                ...(type.delaiLegal ? [{ nom: 'Délai légal', valeur: type.delaiLegal }] : []),
                { nom: 'Votre guichet', valeur: 'Votre Centre de gestion, toujours' },
              ]}
            />
            {type.local?.consigne && <p className="detail">{type.local.consigne}</p>}
          </Section>
        }
      >
        <Formulaire
          action={action}
          id="depot"
          fichiers
          {...(fautes && { fautes })}
          {...(saisies && { saisies })}
          alerte={alerte}
          cle={cle}
          version={version}
        >
          {origines && (
            <ChampChoix
              nom="origine"
              libelle="Comment la demande est arrivée"
              enLigne
              options={Object.entries(origines).map(([valeur, libelle]) => ({ valeur, libelle }))}
            />
          )}
          {employeurs.length > 1 || origines ? (
            <ChampListe
              nom="commune"
              libelle={origines ? 'Pour quel employeur' : 'Pour quelle commune'}
              vide="Choisissez"
              valeur={commune}
              options={employeurs.map(({ id, nom }) => ({ valeur: id, libelle: nom }))}
            />
          ) : (
            <input type="hidden" name="commune" value={employeurs[0]?.id ?? ''} />
          )}
          <ChampTexte
            nom="objet"
            libelle="Votre demande en une ligne"
            aide="Elle sert de titre. Sans nom d’agent ni donnée de santé."
          />
          <ChampsDuType champs={champs} />
          <ChampTexte
            nom="urgence"
            libelle="Si c’est urgent, dites pourquoi"
            aide="Le centre décide de l’ordre ; la raison l’aide. Laissez vide sinon."
            facultatif
          />
          <ChampFichier
            nom="fichiers"
            libelle="Pièces"
            facultatif
            plusieurs
            aide={
              pieces.length > 0
                ? `Attendu : ${pieces.map(({ libelle, facultative }) => (facultative ? `${libelle} (si vous l’avez)` : libelle)).join(', ')}. PDF, image ou document, 10 Mo chacun.`
                : 'PDF, image ou document, 10 Mo chacun.'
            }
          />
          <Actions>
            <Bouton variante="primaire" icone="envoyer" nom="geste" valeur="envoyer">
              {origines ? 'Noter la demande' : 'Envoyer la demande'}
            </Bouton>
            {!origines && (
              <Bouton icone="enregistrer" nom="geste" valeur="garder">
                Garder en brouillon
              </Bouton>
            )}
          </Actions>
          <p className="detail">
            {origines
              ? 'La demande porte votre nom à côté du sien. La mairie la lit, y répond et peut l’annuler comme une autre.'
              : 'Un brouillon n’est lu que par votre mairie. Les pièces se joignent à l’envoi.'}
          </p>
        </Formulaire>
      </Colonnes>
    ),
  }
}

/** What can be asked, by theme. */
export function pageCatalogue({
  types,
  commune,
  auNom,
}: {
  readonly types: readonly TypeLu[]
  readonly commune: string | undefined
  /** Where the forms of a centre that writes in the name of an employer are. */
  readonly auNom?: string
}): ContenuDePage {
  const themes = [...new Set(types.map(({ theme }) => theme))]
  const suite = commune ? `?commune=${commune}` : ''
  return {
    titre: auNom ? 'Noter la demande d’un employeur' : 'Que demandez-vous ?',
    rubrique: RUBRIQUE,
    ariane: [{ libelle: auNom ? 'Demandes' : 'Mes demandes', href: RUBRIQUE }],
    chapeau: <p>Choisissez : le formulaire demande ce qu’il faut, et dit quand la réponse est promise.</p>,
    contenu: (
      <div className="catalogue">
        {themes.map((theme) => (
          <Section key={theme} titre={theme}>
            <ul className="liste-simple">
              {types
                .filter((type) => type.theme === theme)
                .map((type) => (
                  <li key={type.id}>
                    <a href={`${auNom ?? '/demandes/nouvelle'}/${type.id}${suite}`}>{type.libelle}</a>{' '}
                    <span className="detail">
                      {compte(promesseDe(type).reponseJours, 'jour ouvré', 'jours ouvrés')}
                    </span>
                  </li>
                ))}
            </ul>
          </Section>
        ))}
      </div>
    ),
  }
}
