import { deNom } from '#shared/mots.ts'
import { compte, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampListe, ChampNombre, ChampTexte, CoteACote } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Fictif, Section, Vide } from '#ui/textes.tsx'
import type { IndicateurLu } from '../../action.queries.ts'
import { mene, suitPourSonOrganisme } from '../../domain/droits.ts'
import {
  agreger,
  cibleAtteinte,
  LIBELLES_AGREGATION,
  LIBELLES_TYPE_INDICATEUR,
} from '../../domain/indicateurs.ts'
import { direAgregat, direPart } from '../../vues.ts'
import type { PropsAction } from '../action.page.tsx'
import { FormulaireReplie } from '../formulaire-local.tsx'

/** What measures the action: each member's own figure, and the regional one computed from them. */
export function Indicateurs(props: PropsAction) {
  const { action, acteur } = props
  return (
    <Section titre="Indicateurs" id="indicateurs">
      {action.indicateurs.length === 0 ? (
        <Vide>Aucun indicateur : rien ne mesure encore cette action.</Vide>
      ) : (
        action.indicateurs.map((indicateur) => (
          <UnIndicateur key={indicateur.id} props={props} indicateur={indicateur} />
        ))
      )}
      {mene(acteur, action) && (
        <FormulaireReplie
          props={props}
          id="indicateur"
          mots="Ajouter un indicateur"
          action={`/programme/actions/${action.id}/indicateurs`}
          cree
        >
          <ChampTexte nom="libelle" libelle="Ce qui est compté" />
          <ChampTexte nom="unite" libelle="Unité" aide="Exemple : stagiaires" taille="moyen" />
          <ChampListe
            nom="type"
            libelle="Sorte"
            options={Object.entries(LIBELLES_TYPE_INDICATEUR).map(([valeur, libelle]) => ({
              valeur,
              libelle,
            }))}
          />
          <ChampListe
            nom="agregation"
            libelle="Comment se lit le chiffre régional"
            options={Object.entries(LIBELLES_AGREGATION).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <ChampListe
            nom="sens"
            libelle="Il est bon qu’il"
            options={[
              { valeur: 'hausse', libelle: 'monte' },
              { valeur: 'baisse', libelle: 'baisse' },
            ]}
          />
          <ChampNombre nom="cible" libelle="Cible" aide="Nombre entier ; pour une part, en %." facultatif />
          <Actions>
            <Bouton>Ajouter l’indicateur</Bouton>
          </Actions>
        </FormulaireReplie>
      )}
    </Section>
  )
}

function UnIndicateur({
  props,
  indicateur,
}: {
  readonly props: PropsAction
  readonly indicateur: IndicateurLu
}) {
  const { membres, acteur, aujourdhui } = props
  const { agregation, unite, cible, sens, libelle } = indicateur
  const part = agregation === 'ratio'
  const annees = [...new Set(indicateur.valeurs.map(({ annee }) => annee))].sort((a, b) => b - a)
  const regionale = (annee: number) =>
    agreger(
      agregation,
      indicateur.valeurs.filter((v) => v.annee === annee),
    )
  const dire = (annee: number, organismeId: string) => {
    const valeur = indicateur.valeurs.find((v) => v.annee === annee && v.organismeId === organismeId)
    if (!valeur) return 'pas de donnée'
    const chiffre = part
      ? `${nombre(valeur.numerateur)} sur ${nombre(valeur.denominateur ?? 0)}`
      : nombre(valeur.numerateur)
    // Said once, above, when the whole indicator is invented.
    return valeur.fictif && !indicateur.fictif ? (
      <>
        {chiffre} <Fictif />
      </>
    ) : (
      chiffre
    )
  }
  const ensemble = (an: number) => {
    const agregat = regionale(an)
    if (!agregat) return 'pas de donnée'
    const atteinte = cibleAtteinte(agregat, cible, sens)
    return (
      <>
        {direAgregat(agregat, unite)}
        <small>
          {compte(agregat.repondants, 'membre')}
          {atteinte !== null && (atteinte ? ', cible atteinte' : ', cible à atteindre')}
        </small>
      </>
    )
  }
  const annee = Number(aujourdhui.slice(0, 4))
  const sienne = indicateur.valeurs.find((v) => v.annee === annee && v.organismeId === acteur.organismeId)
  return (
    <div className="apres">
      <h3>{libelle}</h3>
      <p className="detail">
        {LIBELLES_TYPE_INDICATEUR[indicateur.type]}. {LIBELLES_AGREGATION[agregation]}.
        {cible !== null && ` Cible : ${part ? direPart(cible) : `${nombre(cible)} ${unite}`}.`}{' '}
        {indicateur.fictif && <Fictif>{indicateur.fictif}</Fictif>}
      </p>
      {annees.length > 0 && (
        <Tableau
          titre={`${libelle}, par membre et par année`}
          lignes={membres}
          cleDe={({ organismeId }) => organismeId}
          estCourante={({ organismeId }) => organismeId === acteur.organismeId}
          colonnes={[
            {
              cle: 'membre',
              titre: 'Membre',
              entete: true,
              contenu: ({ libelle: membre }) => membre,
              total: 'Ensemble',
            },
            ...annees.map((an) => ({
              cle: String(an),
              titre: String(an),
              nombre: true,
              contenu: ({ organismeId }: { readonly organismeId: string }) => dire(an, organismeId),
              total: ensemble(an),
            })),
          ]}
        />
      )}
      {suitPourSonOrganisme.autorise(acteur) && (
        <FormulaireReplie
          props={props}
          id={`valeur-${indicateur.id}`}
          mots={
            <>
              Donner le chiffre {deNom(acteur.libelle)}
              <span className="vh"> pour « {libelle} »</span>
            </>
          }
          action={`/programme/indicateurs/${indicateur.id}/valeurs`}
          version={sienne?.version ?? 0}
        >
          <ChampNombre nom="annee" libelle="Année" valeur={String(annee)} />
          <CoteACote>
            <ChampNombre
              nom="numerateur"
              libelle={part ? 'Combien' : 'Nombre'}
              unite={part ? '' : unite}
              valeur={sienne ? String(sienne.numerateur) : ''}
            />
            {part && (
              <ChampNombre
                nom="denominateur"
                libelle="Sur combien"
                unite={unite}
                valeur={sienne?.denominateur ? String(sienne.denominateur) : ''}
              />
            )}
          </CoteACote>
          <ChampTexte nom="commentaire" libelle="Commentaire" facultatif valeur={sienne?.commentaire ?? ''} />
          <Actions>
            <Bouton>Enregistrer notre chiffre</Bouton>
          </Actions>
        </FormulaireReplie>
      )}
    </div>
  )
}
