import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import {
  Actions,
  ChampChoix,
  ChampListe,
  ChampLong,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
} from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Colonnes, Section, Vide } from '#ui/textes.tsx'
import { ChampsDuType } from '../depot/formulaire.page.tsx'
import { tientLeCatalogue } from '../domain/droits.ts'
import { lireChamps, lirePieces } from '../domain/formulaire.ts'
import { OngletsDesDemandes, RUBRIQUE } from '../vues.tsx'
import { estPropose, promesseDe, type TypeLu } from './catalogue.queries.ts'

export const NIVEAUX = {
  commun: 'Commun à la coopération',
  commun_adapte: 'Commun, adapté par chaque centre',
  local: 'Propre à un centre',
} as const
const CONFIDENTIALITES = {
  normale: 'Normale',
  rh: 'Ressources humaines',
  sante: 'Santé : aucune donnée médicale ici',
} as const

type Centre = { readonly id: string; readonly libelle: string }

/** The catalogue as a centre sees it: regional delay, its own, the form. */
export function pageTypes({
  types,
  acteur,
}: {
  readonly types: readonly TypeLu[]
  readonly acteur: Acteur
}): ContenuDePage {
  return {
    titre: 'Catalogue des demandes',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    chapeau: (
      <p>
        Ce que les mairies peuvent demander, avec le délai régional et celui de votre centre quand il diffère.
      </p>
    ),
    contenu: (
      <>
        <OngletsDesDemandes courant="/demandes/catalogue" acteur={acteur} />
        {tientLeCatalogue.autorise(acteur) && (
          <p>
            <a href="/demandes/fermetures">Jours de fermeture de votre centre</a>
          </p>
        )}
        {types.length === 0 ? (
          <Vide
            action={
              tientLeCatalogue.autorise(acteur) && (
                <BoutonPost action="/demandes/catalogue" variante="primaire">
                  Partir du catalogue proposé
                </BoutonPost>
              )
            }
          >
            Aucun genre de demande n’est encore décrit.
          </Vide>
        ) : (
          <Tableau
            titre="Genres de demande"
            lignes={types}
            cleDe={({ id }) => id}
            colonnes={[
              {
                cle: 'libelle',
                titre: 'Demande',
                entete: true,
                contenu: ({ id, libelle }) => <a href={`/demandes/catalogue/${id}`}>{libelle}</a>,
              },
              { cle: 'theme', titre: 'Thème', contenu: ({ theme }) => theme },
              {
                cle: 'region',
                titre: 'Réponse, délai régional',
                nombre: true,
                contenu: ({ reponseJours }) => `${reponseJours} j`,
              },
              {
                cle: 'ici',
                titre: `Chez vous`,
                nombre: true,
                contenu: (type) =>
                  !estPropose(type) ? (
                    'non proposée'
                  ) : type.local?.reponseJours ? (
                    <strong>{promesseDe(type).reponseJours} j</strong>
                  ) : (
                    'idem'
                  ),
              },
              {
                cle: 'chef',
                titre: 'Chef de file',
                contenu: ({ chefDeFile }) => chefDeFile ?? 'chaque centre',
              },
              { cle: 'version', titre: 'Version', nombre: true, contenu: ({ version }) => String(version) },
            ]}
          />
        )}
      </>
    ),
  }
}

type PropsType = {
  readonly type: TypeLu
  readonly centres: readonly Centre[]
  readonly versions: readonly {
    readonly version: number
    readonly auteur: string
    readonly enregistreLe: Date
  }[]
  readonly acteur: Acteur
  readonly retour: RetourDeFormulaire
  /** Which form comes back. */
  readonly forme?: 'type' | 'local'
}

/** One type: what it asks, drawn as the town hall sees it; then its definition and what this centre adapts. */
export function pageType({ type, centres, versions, acteur, retour, forme }: PropsType): ContenuDePage {
  const typee = forme === 'type' ? retour : {}
  const texte = typeof typee.saisies?.['champs'] === 'string' ? typee.saisies['champs'] : type.champs
  const { champs } = lireChamps(texte)
  const modifie = tientLeCatalogue.autorise(acteur)
  return {
    titre: type.libelle,
    surtitre: type.theme,
    rubrique: RUBRIQUE,
    ariane: [{ libelle: 'Catalogue', href: '/demandes/catalogue' }],
    actions: !type.actif && (
      <Etiquette ton="neutre" icone="sans_objet">
        Retirée
      </Etiquette>
    ),
    ...(retour.statut && { statut: retour.statut }),
    contenu: (
      <Colonnes
        cote={
          <>
            <Section titre="Aperçu, tel que la mairie le voit">
              <div className="formulaire" aria-label="Aperçu du formulaire" role="group">
                <ChampsDuType champs={champs} />
              </div>
              {lirePieces(type.pieces).length > 0 && (
                <p className="detail">
                  Pièces attendues :{' '}
                  {lirePieces(type.pieces)
                    .map(({ libelle }) => libelle)
                    .join(', ')}
                  .
                </p>
              )}
            </Section>
            <Section titre="Versions">
              <ul className="liste-simple">
                {versions.map(({ version, auteur, enregistreLe }) => (
                  <li key={version}>
                    Version {version}, {date(jourDe(enregistreLe))} <p className="detail">{auteur}</p>
                  </li>
                ))}
              </ul>
            </Section>
          </>
        }
      >
        {modifie && <FormulaireLocal type={type} acteur={acteur} retour={forme === 'local' ? retour : {}} />}
        {modifie && <FormulaireType type={type} centres={centres} retour={typee} />}
      </Colonnes>
    ),
  }
}

function FormulaireLocal({
  type,
  acteur,
  retour,
}: {
  readonly type: TypeLu
  readonly acteur: Acteur
  readonly retour: RetourDeFormulaire
}) {
  const { local } = type
  return (
    <Section titre={`Au ${acteur.libelle}`} detail="Ne change rien chez les autres centres">
      <Formulaire
        action={`/demandes/catalogue/${type.id}/local`}
        id="local"
        prefixe
        version={local?.version ?? 0}
        {...(retour.fautes && { fautes: retour.fautes })}
        {...(retour.saisies && { saisies: retour.saisies })}
        alerte={retour.alerte}
      >
        <ChampChoix
          nom="propose"
          libelle="Proposée à vos mairies"
          enLigne
          options={[
            { valeur: 'oui', libelle: 'Oui', coche: local?.propose ?? true },
            { valeur: 'non', libelle: 'Non', coche: !(local?.propose ?? true) },
          ]}
        />
        <CoteACote>
          <ChampNombre
            nom="priseJours"
            libelle="Prise en charge"
            unite="jours ouvrés"
            aide={`Délai régional : ${type.priseJours}. Vide : le garder.`}
            valeur={String(local?.priseJours ?? '')}
            facultatif
          />
          <ChampNombre
            nom="reponseJours"
            libelle="Réponse"
            unite="jours ouvrés"
            aide={`Délai régional : ${type.reponseJours}. Vide : le garder.`}
            valeur={String(local?.reponseJours ?? '')}
            facultatif
          />
        </CoteACote>
        <ChampLong
          nom="consigne"
          libelle="Ce que vos mairies doivent savoir"
          valeur={local?.consigne ?? ''}
          facultatif
        />
        <Actions>
          <Bouton>Enregistrer pour notre centre</Bouton>
        </Actions>
      </Formulaire>
    </Section>
  )
}

function FormulaireType({
  type,
  centres,
  retour,
}: {
  readonly type: TypeLu
  readonly centres: readonly Centre[]
  readonly retour: RetourDeFormulaire
}) {
  return (
    <Section titre="Définition commune" detail={`Version ${type.version}`} filet>
      <Formulaire
        action={`/demandes/catalogue/${type.id}`}
        version={type.version}
        {...(retour.fautes && { fautes: retour.fautes })}
        {...(retour.saisies && { saisies: retour.saisies })}
        alerte={retour.alerte}
      >
        <ChampTexte nom="libelle" libelle="Intitulé" valeur={type.libelle} />
        <ChampTexte nom="theme" libelle="Thème" valeur={type.theme} />
        <ChampLong
          nom="description"
          libelle="Ce que la mairie lit avant de demander"
          valeur={type.description}
          facultatif
        />
        <CoteACote>
          <ChampListe
            nom="niveau"
            libelle="Niveau"
            valeur={type.niveau}
            options={Object.entries(NIVEAUX).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <ChampListe
            nom="confidentialite"
            libelle="Confidentialité"
            valeur={type.confidentialite}
            options={Object.entries(CONFIDENTIALITES).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
        </CoteACote>
        <ChampListe
          nom="chefDeFile"
          libelle="Chef de file du thème"
          vide="Aucun : chaque centre"
          valeur={type.chefDeFileId ?? ''}
          options={centres.map(({ id, libelle }) => ({ valeur: id, libelle }))}
          facultatif
        />
        <CoteACote>
          <ChampNombre
            nom="priseJours"
            libelle="Prise en charge"
            unite="jours ouvrés"
            valeur={String(type.priseJours)}
          />
          <ChampNombre
            nom="reponseJours"
            libelle="Réponse"
            unite="jours ouvrés"
            valeur={String(type.reponseJours)}
          />
          <ChampNombre
            nom="delaiLegalMois"
            libelle="Délai légal"
            unite="mois"
            valeur={String(type.delaiLegalMois ?? '')}
            facultatif
          />
        </CoteACote>
        <ChampTexte nom="delaiLegal" libelle="Texte du délai légal" valeur={type.delaiLegal} facultatif />
        <ChampLong
          nom="champs"
          libelle="Champs du formulaire"
          aide="Un par ligne : Libellé ; genre. Genres : texte, texte long, date, nombre, choix, oui ou non. Après un choix, ses réponses séparées par des virgules. À la fin : facultatif, ou si Autre libellé = réponse."
          valeur={type.champs}
          facultatif
        />
        <ChampLong
          nom="pieces"
          libelle="Pièces attendues"
          aide="Une par ligne ; « facultatif » après un point-virgule."
          valeur={type.pieces}
          facultatif
        />
        <ChampChoix
          nom="actif"
          libelle="Au catalogue"
          enLigne
          options={[
            { valeur: 'oui', libelle: 'Oui', coche: type.actif },
            { valeur: 'non', libelle: 'Retirée : les demandes en cours continuent', coche: !type.actif },
          ]}
        />
        <Actions>
          <Bouton variante="primaire">Enregistrer une nouvelle version</Bouton>
          <Bouton nom="geste" valeur="apercu">
            Voir l’aperçu sans enregistrer
          </Bouton>
        </Actions>
      </Formulaire>
    </Section>
  )
}
