using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Groups;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// Runs the statements of a question for groups and puts their records into groups. SQLite takes any index that fits the filter, even
/// where it leads to most records: a million looked up through one cost 1.4 s, read from end to end 0.3 s. So where an index leads to
/// more than a few of them, the reading starts again without it.
/// </summary>
internal sealed class SqliteGroups(GroupsPlan plan, AccessPath path, SqliteReader reader)
{
    private const int FewPart = 16;
    private readonly GroupBudget budget = new();
    private readonly GroupTable[] tables = new GroupTable[plan.Groupings.Count];

    /// <exception cref="TimeoutException">Ran past the reader's deadline.</exception>
    public static GroupsAnswer Make(GroupsPlan plan, SqliteReader reader)
    {
        if (CodedGroups.Make(plan, reader) is { } counted)
            return counted;

        var path = SqlitePlaces.Add(AccessPath.Plain, plan.Filter, plan.Version.RecordCount / FewPart, reader);
        var first = new SqliteGroups(plan, path, reader);
        if (first.TryRead(readsAll: false))
            return first.Answer;

        var second = new SqliteGroups(plan, path, reader);
        second.TryRead(readsAll: true);
        return second.Answer;
    }

    private GroupsAnswer Answer => budget.Problem is { } problem ? new GroupsAnswer([], problem) : new GroupsAnswer(tables, null);

    /// <returns>False where an index leads to too many records.</returns>
    private bool TryRead(bool readsAll) => GroupsSql.Of(plan, path, readsAll).All(statement => TryRead(statement, IsLookup(statement, readsAll) ? plan.Version.RecordCount / FewPart : long.MaxValue));

    private bool TryRead(GroupsStatement statement, long atMost)
    {
        var groupers = statement.Groupings.Select(i => new Grouper(plan.Groupings[i], statement, budget)).ToArray();
        using var records = new SqliteRecordSet(statement.Columns, statement.Columns.Count, reader, statement.Sql, release: () => { });
        for (var count = 0L; records.Read() && budget.Problem is null; count++)
        {
            if (count > atMost)
                return false;

            foreach (var grouper in groupers)
                grouper.Add(records);
        }

        for (var i = 0; i < groupers.Length && budget.Problem is null; i++)
            tables[statement.Groupings[i]] = groupers[i].Finish();
        return true;
    }

    /// <summary>SQLite would find the records by an index and then look each up in the table.</summary>
    private bool IsLookup(GroupsStatement statement, bool readsAll)
    {
        if (readsAll || statement.IsCounted || plan.Filter.Parts.Count == 0)
            return false;

        var steps = reader.Start(new SqlStatement("EXPLAIN QUERY PLAN " + statement.Sql.Text, statement.Sql.Parameters));
        try
        {
            while (steps.Step())
            {
                if (steps.GetText(3).IndexOf("USING INDEX"u8) >= 0)
                    return true;
            }

            return false;
        }
        finally
        {
            steps.End();
        }
    }
}
