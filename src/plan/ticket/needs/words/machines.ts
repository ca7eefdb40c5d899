// Words of tickets about the training of machines, in every language: there `training` alone says nothing of people.

export const MACHINES: readonly string[] = [
  'gpus?|cuda|tpus?|epochs?|data ?sets?|neural|pytorch|torch|tensorflow|keras|jax|lora|qlora|deepspeed',
  'fine-?tun\\p{L}*|checkpoints?|batch ?size|batches|loss|inference|llms?|yolo\\p{L}*|transformers?|tokenizers?',
  'embeddings?|classifiers?|(?:machine|deep|reinforcement|federated|transfer) learning|hyper-?param\\p{L}*',
  'models?|modelos?|mod[eè]les?|modells?|modelle[ns]?|overfit\\p{L}*|optimizers?|gradients?|weights|fp16|bf16|mixed precision',
  'train\\.py|train(?:ing)? (?:and|or|vs\\.?) (?:validation|test\\p{L}*|inference|evaluation|prediction)|learning rate|pre-?train\\p{L}*|retrain\\p{L}*|corpus|annotations?|labell?ed (?:data|images)|segmentation',
  'нейросет\\p{L}*|нейронн\\p{L}*|модел\\p{L}*|датасет\\p{L}*|машинн\\p{L}* обучени\\p{L}*|эпох\\p{L}*|выборк\\p{L}*',
  'datens(?:atz|ätze)n?|netz(?:e|werk)?|maschinell\\p{L}*|redes? neurona(?:l|is|les)|jeux? de données|conjuntos? de da[td]os',
  'agents?|bots?|rasa|tesseract|spacy|intents?|voices?|wake ?words?|chatbots?|robots?',
]

/** The same in scripts without spaces. */
export const MACHINES_UNSPACED: readonly string[] = [
  '模型|数据集|训练集|神经网络|机器学习|深度学习|大模型|微调|显卡|權重|权重|样本',
  'モデル|データセット|機械学習|深層学習|学習率|ファインチューニング|推論',
  '모델|데이터셋|데이터 세트|머신러닝|기계 ?학습|딥러닝|파인튜닝|학습률',
]
