namespace Longhand.Support;

/// <summary>One step of an alignment: which word of the reference meets which word of the hypothesis.</summary>
/// <param name="Reference">Index of the reference's word; null where the hypothesis has one too many.</param>
/// <param name="Hypothesis">Index of the hypothesis's word; null where the reference's word is missing.</param>
/// <param name="Equal">Both are there and are the same.</param>
public readonly record struct WordErrorRateStep(int? Reference, int? Hypothesis, bool Equal);
