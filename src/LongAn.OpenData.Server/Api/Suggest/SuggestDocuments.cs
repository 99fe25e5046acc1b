using LongAn.OpenData.Query.Suggest;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Suggest;

/// <summary>The values of a field that fit what was typed: those with the very tones first, then the most frequent.</summary>
/// <param name="Version">The version of the data.</param>
/// <param name="IsComplete">False where only the first of very many records were looked at: then others may fit too, and counts are at least what they say.</param>
internal sealed record ValuesDocument(string Dataset, int Version, string Field, IReadOnlyList<Suggestion> Data, bool IsComplete, SuggestLinks Links);

/// <param name="Self">This address.</param>
/// <param name="Dataset">The dataset.</param>
internal sealed record SuggestLinks(string Self, string Dataset);

/// <summary>The datasets whose title fits what was typed.</summary>
internal sealed record TitlesDocument(IReadOnlyList<TitleSuggestion> Data);

/// <param name="Id">The dataset's id.</param>
/// <param name="RecordCount">How many records it has.</param>
/// <param name="Link">Its address.</param>
internal sealed record TitleSuggestion(string Id, LocalizedText Title, long RecordCount, string Link);
