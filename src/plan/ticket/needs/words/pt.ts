// How training and consulting are asked for in Portuguese.
import { either, type NeedWords, upTo } from './need-words.ts'

const TEAM =
  '(?:(?:nossa|nosso|nossos|nossas|minha|meu|a|o|os|as|uma?|toda|todo|\\d+) ){0,3}(?:equipes?|equipas?|time|funcionários|colaboradores|pessoal|desenvolvedores|programadores|administradores|usuários|utilizadores|empresa|colegas|estudantes|alunos|engenheiros|departamento|clientes)'
const COURSE =
  '(?:treinamentos?(?= ?(?:$|[?.!,;:)])| (?:para|sobre|em|de|presencial|presenciais|online|corporativo|oficial|oficiais|pago|aos?|à)(?= ))|formaç(?:ão|ões)|capacitaç(?:ão|ões)|cursos?|oficinas?|workshops?|seminários?|instrutor(?:es|a)?|formador(?:es|a)?)'
const CONSULTING =
  '(?:consultorias?|consultor(?:es|a)?|assessorias?|freelancers?|serviços? profissiona(?:l|is)|desenvolvimento (?:sob medida|personalizado|pago|à medida)|auditoria de)'
/** Who does so has the course already. */
const DOING =
  'criar|importar|exportar|apagar|editar|adicionar|eliminar|excluir|publicar|mostrar|abrir|vender|ajuda|erro'

const ASKS = `${either(
  '(?:oferec(?:em|e|es)|ministram?|organizam?|dão|têm|tem|fazem|fornecem?|vendem|proporcionam?|há|existe[m]?|realizam?|prestam?)',
  `(?:(?:queremos|quero|queríamos|gostaríamos|gostaria|precisamos|preciso|procuramos|procuro|estamos procurando|estou procurando|estamos à procura|buscamos|busco|temos interesse|tenho interesse|interessad[oa]s? em|interesse em|desejamos|podem|poderiam|podemos)(?: (?!(?:${DOING})(?!\\p{L}))[^\\s,;:]+){0,2}(?: contratar| reservar| solicitar| receber| fazer| organizar| pedir| comprar| saber se (?:oferecem|há|têm|vocês (?:oferecem|têm)))?)`,
  '(?:preço|custo|orçamento|valor|cotação|solicitação|pedido) (?:de|para|do|da)|quanto custa',
)}`

export const PT: NeedWords = {
  training: [
    `${ASKS} ${upTo(5, DOING)}(?:${COURSE})`,
    `(?:formação|capacitação|curso|oficina|treinamento|workshop)s? (?:[^\\s,;:]+ ){0,3}para ${TEAM}`,
    `(?:capacitar|formar|treinar) ${TEAM}`,
  ],
  doubtfulTraining: [],
  consulting: [
    `${ASKS} ${upTo(5)}${CONSULTING}`,
    `(?:contratar|pagar) ${upTo(3)}(?:consultor\\p{L}*|desenvolvedor\\p{L}*|programador\\p{L}*|freelance\\p{L}*|especialista|mantenedor\\p{L}*)`,
    '(?:consultoria|assessoria|desenvolvimento|auditoria|migração) (?:[^\\s,;:]+ ){0,2}(?:pag[oa]|remunerad[oa])',
    '(?:seu|vosso|qual (?:é )?o (?:seu|vosso)) (?:valor|preço|custo) (?:por hora|hora|diário|por dia)',
  ],
  not: [
    '(?:não|sem|nenhuma?|nem) (?:[^\\s,;:]+ ){0,3}(?:formação|capacitação|cursos?|oficinas?|consultoria|assessoria|treinamento|workshops?)',
    '(?:depois d[oae]|durante|após|n[oa]|segui|fiz|d[oa]|desde) (?:o |a |um |uma |este |esta |meu |último |última )?(?:formação|capacitação|curso|oficina|seminário|workshop|treinamento)(?= (?:de ontem|que|onde|nos|me|se|vimos|d[oae])|[,.])',
    'em curso|informaç|(?:módulo|página|tabela|plugin|campo|botão|seção|tela) (?:de |do |da |dos )(?:cursos?|formação|treinamentos?|consultoria)',
    '(?:script|loop|dados|conjunto|modelo|etapa|tempo|código|processo|perda|erro|parar|iniciar|continuar|retomar|durante) (?:o |a |de |do |no |d[eo] )*treinamento',
  ],
  names: {
    training: ['treinamentos?|formaç(?:ão|ões)|capacitaç(?:ão|ões)|cursos?|oficinas?'],
    consulting: ['consultorias?|assessorias?|serviços profissionais|desenvolvimento sob medida'],
    support: [
      '(?:suporte|apoio|ajuda|assistência)(?: técnic[oa])?|perguntas?|dúvidas?|erros?|bugs?|instalação',
    ],
  },
  fields: [
    '(?:tipo|categoria|natureza) (?:de |do |da |de sua )(?:solicitação|pedido|ajuda|necessidade|suporte|apoio|atendimento|assistência|serviço)',
    '(?:que|qual) (?:tipo de )?(?:ajuda|suporte|apoio|você precisa)\\b.*',
    'necessidade',
  ],
}
