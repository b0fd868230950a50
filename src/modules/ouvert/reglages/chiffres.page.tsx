import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { date, dateSaisie, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'

import { Tableau } from '#ui/tableau.tsx'
import { Fictif, Vide } from '#ui/textes.tsx'
import { direChiffre } from '../chiffres.tsx'
import { SEUIL_PERSONNES } from '../domain/seuil.ts'
import { ARIANE, OngletsDuPortail, RUBRIQUE } from './cadre-reglages.tsx'
import type { ChiffreRegle } from './publiables.queries.ts'

/** Key figures of the first page, each with its source. */
export const pageChiffres = (chiffres: readonly ChiffreRegle[], acteur: Acteur): ContenuDePage => ({
  titre: 'Chiffres-clés du portail',
  surtitre: acteur.cooperation,
  rubrique: RUBRIQUE,
  ariane: ARIANE,
  chapeau: <p>Les quatre premiers ouvrent la page publique. Un chiffre sans source ne s’enregistre pas.</p>,
  actions: (
    <Bouton href="/portail/chiffres/nouveau" icone="ajouter">
      Ajouter un chiffre
    </Bouton>
  ),
  contenu: (
    <>
      <OngletsDuPortail ici="/portail/chiffres" />
      <Tableau
        titre="Chiffres-clés"
        lignes={chiffres}
        cleDe={({ id }) => id}
        vide={<Vide>Aucun chiffre n’est enregistré.</Vide>}
        colonnes={[
          {
            cle: 'libelle',
            titre: 'Chiffre',
            entete: true,
            contenu: (c) => (
              <>
                <a href={`/portail/chiffres/${c.id}`}>{c.libelle}</a>{' '}
                {c.fictif && <Fictif>{c.fictif}</Fictif>}
              </>
            ),
          },
          { cle: 'valeur', titre: 'Valeur', contenu: (c) => direChiffre(c) },
          { cle: 'source', titre: 'Source', contenu: ({ source }) => source },
          { cle: 'date', titre: 'Relevé le', contenu: ({ constateLe }) => date(constateLe) },
          { cle: 'ordre', titre: 'Rang', nombre: true, contenu: ({ ordre }) => nombre(ordre) },
        ]}
      />
    </>
  ),
})

export const pageChiffre = ({
  chiffre,
  maintenant,
  saisies,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly chiffre: ChiffreRegle | null
  readonly maintenant: Date
}): ContenuDePage => ({
  titre: chiffre ? 'Modifier un chiffre-clé' : 'Ajouter un chiffre-clé',
  rubrique: RUBRIQUE,
  ariane: [{ libelle: 'Chiffres-clés', href: '/portail/chiffres' }],
  ...(statut && { statut }),
  contenu: (
    <Formulaire
      action={chiffre ? `/portail/chiffres/${chiffre.id}` : '/portail/chiffres'}
      saisies={saisies}
      version={chiffre?.version}
      cle={chiffre ? undefined : valeurDe(saisies, 'cle', nouvelId(+maintenant))}
      {...retour}
    >
      <ChampTexte
        nom="libelle"
        libelle="Ce qu’il compte"
        aide="Se lit après le nombre : « collectivités affiliées »."
        valeur={chiffre?.libelle}
      />
      <CoteACote>
        <ChampTexte
          nom="approche"
          libelle="Avant le nombre"
          aide="« plus de », « près de »"
          facultatif
          taille="court"
          valeur={chiffre?.approche}
        />
        <ChampNombre nom="valeur" libelle="Nombre" valeur={chiffre ? String(chiffre.valeur) : ''} />
        <ChampTexte nom="unite" libelle="Unité" facultatif taille="court" valeur={chiffre?.unite} />
      </CoteACote>
      <ChampTexte
        nom="source"
        libelle="Source"
        aide="Le document ou la page où chacun peut le vérifier."
        valeur={chiffre?.source}
      />
      <CoteACote>
        <ChampDate nom="constateLe" libelle="Relevé le" valeur={dateSaisie(chiffre?.constateLe ?? null)} />
        <ChampNombre nom="ordre" libelle="Rang sur la page" valeur={String(chiffre?.ordre ?? 1)} />
      </CoteACote>
      <ChampChoix
        nom="personnes"
        libelle="Personnes"
        plusieurs
        options={[
          {
            valeur: 'oui',
            libelle: `Ce nombre compte des personnes : il est tu sous ${SEUIL_PERSONNES}`,
            coche: chiffre?.personnes ?? false,
          },
        ]}
      />
      <Actions>
        <Bouton variante="primaire">Enregistrer le chiffre</Bouton>
        {chiffre && (
          <Bouton nom="retirer" valeur="oui">
            Retirer ce chiffre
          </Bouton>
        )}
        <a href="/portail/chiffres">Revenir</a>
      </Actions>
    </Formulaire>
  ),
})
