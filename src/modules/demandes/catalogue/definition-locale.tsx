import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { Acteur } from '#shared/acteur.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampLong, ChampNombre, CoteACote, Formulaire } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import type { TypeLu } from './catalogue.queries.ts'

/** What a centre adapts of a type, for its own town halls. */
export function DefinitionLocale({
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
